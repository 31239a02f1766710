//! A task waits for room in the queue that only its own worker could empty.
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
#[path = "../bugs/waits_for_itself.rs"]
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
fn a_task_never_waits_for_room() {
    planted::must_fail(
        "a_task_never_waits_for_room",
        "deadlock",
        models::a_task_never_waits_for_room,
    );
}
