//! The closing sets the flag and wakes nobody.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../bugs/close_without_notify.rs"]
mod queue;
#[path = "../src/task.rs"]
mod task;
#[path = "../src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn close_wakes_every_pop() {
    planted::must_fail(
        "close_wakes_every_pop",
        "deadlock",
        models::close_wakes_every_pop,
    );
}
