//! The queue's guard lives on while the task runs, so only one task runs at a time.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../bugs/guard_held.rs"]
mod pool;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn tasks_can_meet() {
    planted::must_fail("tasks_can_meet", "deadlock", models::tasks_can_meet);
}
