//! A panic goes through the worker and ends it.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../src/queue.rs"]
mod queue;
#[path = "../bugs/panic_kills_worker.rs"]
mod task;
#[path = "../src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn a_panic_is_contained() {
    planted::must_fail(
        "a_panic_is_contained",
        "a task's panic",
        models::a_panic_is_contained,
    );
}
