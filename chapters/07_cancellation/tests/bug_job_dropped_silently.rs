//! The queue drops a job, and its future waits for ever.
#![allow(dead_code, unused_imports, unused_variables)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/claim.rs"]
mod claim;
#[path = "../src/future.rs"]
mod future;
#[path = "../bugs/job_dropped_silently.rs"]
mod pool;
#[path = "../src/token.rs"]
mod token;

#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../05_futures/src/future.rs"]
mod outcome;
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
fn a_dropped_job_settles_its_future() {
    planted::must_fail(
        "a_dropped_job_settles_its_future",
        "deadlock",
        models::a_dropped_job_settles_its_future,
    );
}
