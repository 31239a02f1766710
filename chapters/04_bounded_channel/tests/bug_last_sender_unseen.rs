//! Two last senders look at the count together, and each sees the other. So it is with `Arc::strong_count`.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/last_sender_unseen.rs"]
mod channel;
#[path = "../src/deadline.rs"]
mod deadline;
#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../src/queue.rs"]
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
fn the_last_sender_closes() {
    planted::must_fail(
        "the_last_sender_closes",
        "deadlock",
        models::the_last_sender_closes,
    );
}
