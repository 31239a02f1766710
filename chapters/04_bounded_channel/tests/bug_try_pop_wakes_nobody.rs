//! A value is taken without waiting, and the sender that waits for room is not told.
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
#[path = "../bugs/try_pop_wakes_nobody.rs"]
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
fn try_recv_makes_room() {
    planted::must_fail(
        "try_recv_makes_room",
        "deadlock",
        models::try_recv_makes_room,
    );
}
