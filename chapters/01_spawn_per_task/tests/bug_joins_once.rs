//! The handles are taken once. What a task executes after that is not waited for.
#![allow(dead_code)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;
#[path = "../bugs/joins_once.rs"]
mod pool;

#[test]
fn join_waits_for_tasks_of_tasks() {
    planted::must_fail(
        "join_waits_for_tasks_of_tasks",
        "a task of a task was left running",
        models::join_waits_for_tasks_of_tasks,
    );
}
