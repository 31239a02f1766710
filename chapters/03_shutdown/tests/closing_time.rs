//! The exercise `closing_time` on the bug: the reader's model has to catch it.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../bugs/close_notifies_one.rs"]
mod queue;
#[path = "../src/task.rs"]
mod task;
#[path = "../src/workers.rs"]
mod workers;

#[path = "../exercise/closing_time.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn the_bug_is_caught() {
    planted::must_fail_somehow("the_bug_is_caught", || {
        model::check("closing_time", model::Bound::Exhaustive, exercise::model);
    });
}
