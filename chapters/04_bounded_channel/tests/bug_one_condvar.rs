//! Senders and receivers wait on one condvar, and `notify_one` may wake the wrong kind.
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
#[path = "../bugs/one_condvar.rs"]
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
fn two_senders_and_two_receivers() {
    planted::must_fail(
        "two_senders_and_two_receivers",
        "deadlock",
        models::two_senders_and_two_receivers,
    );
}
