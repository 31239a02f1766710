//! The notify comes before the push, when there is nothing to see yet.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../bugs/notify_first.rs"]
mod pool;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn a_worker_waits_for_a_task() {
    planted::must_fail(
        "a_worker_waits_for_a_task",
        "deadlock",
        models::a_worker_waits_for_a_task,
    );
}
