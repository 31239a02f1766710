//! A thread starts when the shutdown has joined all threads that it knew.
#![allow(dead_code, unused_imports, unused_variables)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../src/broken.rs"]
mod broken;
#[path = "../src/executor.rs"]
mod executor;
#[path = "../bugs/starts_after_close.rs"]
mod staff;
#[path = "../src/work.rs"]
mod work;

#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../07_cancellation/src/claim.rs"]
mod claim;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../07_cancellation/src/future.rs"]
mod future;
#[path = "../../05_futures/src/future.rs"]
mod outcome;
#[path = "../../07_cancellation/src/pool.rs"]
mod pool;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn shutdown_against_a_start() {
    planted::must_fail(
        "shutdown_against_a_start",
        "started after the shutdown",
        models::shutdown_against_a_start,
    );
}
