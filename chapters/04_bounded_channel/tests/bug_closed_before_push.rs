//! The flag is looked at under one lock and the value pushed under the next: a closing in between loses the value.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/channel.rs"]
mod channel;
#[path = "../src/deadline.rs"]
mod deadline;
#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../bugs/closed_before_push.rs"]
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
fn try_send_against_close() {
    planted::must_fail(
        "try_send_against_close",
        "the value is lost",
        models::try_send_against_close,
    );
}
