//! A worker that wakes takes for granted that there is a task.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../bugs/if_for_while.rs"]
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
        "checked under the lock we hold",
        models::a_worker_waits_for_a_task,
    );
}
