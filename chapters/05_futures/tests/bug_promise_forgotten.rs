//! A promise is dropped, and its future waits for ever.
#![allow(dead_code, unused_imports)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/error.rs"]
mod error;
#[path = "../bugs/promise_forgotten.rs"]
mod future;
#[path = "../src/pool.rs"]
mod pool;

#[path = "../../04_bounded_channel/src/pool.rs"]
mod bounded;
#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
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
fn a_lost_promise_settles_its_future() {
    planted::must_fail(
        "a_lost_promise_settles_its_future",
        "deadlock",
        models::a_lost_promise_settles_its_future,
    );
}
