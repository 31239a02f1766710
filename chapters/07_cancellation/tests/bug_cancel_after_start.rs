//! `cancel` looks first and writes later, and reports success though the task has started.
#![allow(dead_code, unused_imports, unused_variables)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/cancel_after_start.rs"]
mod claim;
#[path = "../src/future.rs"]
mod future;
#[path = "../src/pool.rs"]
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
fn cancel_against_start() {
    planted::must_fail(
        "cancel_against_start",
        "both won, or neither",
        models::cancel_against_start,
    );
}
