//! The exercise `second_task` on our source: the reader's model has to pass.
#![allow(dead_code, unused_imports)] // a part of each file

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;

#[path = "../src/pool.rs"]
mod pool;

#[path = "../exercise/second_task.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;

#[test]
fn the_source_passes() {
    model::check("second_task", model::Bound::Exhaustive, exercise::model);
}
