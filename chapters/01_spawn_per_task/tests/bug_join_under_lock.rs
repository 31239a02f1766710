//! The guard of `while let` lives as long as the loop's body: `join` waits with the lock held.
#![allow(dead_code)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;
#[path = "../bugs/join_under_lock.rs"]
mod pool;

#[test]
fn join_waits_for_tasks_of_tasks() {
    planted::must_fail(
        "join_waits_for_tasks_of_tasks",
        "deadlock",
        models::join_waits_for_tasks_of_tasks,
    );
}
