//! The exercise `second_task` on the bug: the reader's model has to catch it.
#![allow(dead_code, unused_imports)] // a part of each file

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;

#[path = "../bugs/join_under_lock.rs"]
mod pool;

#[path = "../exercise/second_task.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn the_bug_is_caught() {
    planted::must_fail_somehow("the_bug_is_caught", || {
        model::check("second_task", model::Bound::Exhaustive, exercise::model);
    });
}
