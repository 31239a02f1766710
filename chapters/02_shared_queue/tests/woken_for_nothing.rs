//! The exercise `woken_for_nothing` on the bug: the reader's model has to catch it.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../bugs/if_for_while.rs"]
mod pool;

#[path = "../exercise/woken_for_nothing.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn the_bug_is_caught() {
    planted::must_fail_somehow("the_bug_is_caught", || {
        model::check(
            "woken_for_nothing",
            model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
