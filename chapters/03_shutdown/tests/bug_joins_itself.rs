//! A task that drops its pool makes its worker wait for its own end.
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
#[path = "../src/task.rs"]
mod task;
#[path = "../bugs/joins_itself.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn a_task_may_shut_its_pool_down() {
    planted::must_fail(
        "a_task_may_shut_its_pool_down",
        "deadlock",
        models::a_task_may_shut_its_pool_down,
    );
}
