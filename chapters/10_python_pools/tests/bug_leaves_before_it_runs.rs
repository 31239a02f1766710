//! A worker that runs a task counts as idle, and the next task waits for it.
#![allow(dead_code, unused_imports, unused_variables)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../src/broken.rs"]
mod broken;
#[path = "../src/executor.rs"]
mod executor;
#[path = "../src/staff.rs"]
mod staff;
#[path = "../bugs/leaves_before_it_runs.rs"]
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
fn two_submits_and_one_idle_worker() {
    planted::must_fail(
        "two_submits_and_one_idle_worker",
        "deadlock",
        models::two_submits_and_one_idle_worker,
    );
}
