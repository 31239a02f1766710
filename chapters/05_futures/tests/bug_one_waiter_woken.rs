//! Of several that wait for one future, only one wakes.
#![allow(dead_code, unused_imports)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/error.rs"]
mod error;
#[path = "../bugs/one_waiter_woken.rs"]
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
fn all_who_wait_hear() {
    planted::must_fail("all_who_wait_hear", "deadlock", models::all_who_wait_hear);
}
