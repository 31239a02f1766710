//! The exercise `woken_for_nothing` on our source: the reader's model has to pass.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/pool.rs"]
mod pool;

#[path = "../exercise/woken_for_nothing.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;

#[test]
fn the_source_passes() {
    model::check(
        "woken_for_nothing",
        model::Bound::Exhaustive,
        exercise::model,
    );
}
