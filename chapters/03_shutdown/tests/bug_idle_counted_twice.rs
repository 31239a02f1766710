//! Waker and woken both take the sleeper off the count of idle workers.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../bugs/idle_counted_twice.rs"]
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
fn pop_waits_for_a_value() {
    planted::must_fail(
        "pop_waits_for_a_value",
        "attempt to subtract with overflow",
        models::pop_waits_for_a_value,
    );
}
