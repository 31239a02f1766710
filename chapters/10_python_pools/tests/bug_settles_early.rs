//! The first chunk that ends with no other at work ends the whole map.
#![allow(dead_code, unused_imports, unused_variables)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/async_result.rs"]
mod async_result;
#[path = "../src/call.rs"]
mod call;
#[path = "../src/dummy.rs"]
mod dummy;
#[path = "../src/lists.rs"]
mod lists;
#[path = "../bugs/settles_early.rs"]
mod progress;
#[path = "../src/share.rs"]
mod share;

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
#[path = "../../07_cancellation/src/token.rs"]
mod token;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
#[path = "dummy_models/mod.rs"]
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn a_map_is_settled_once() {
    planted::must_fail(
        "a_map_is_settled_once",
        "an item is missing",
        models::a_map_is_settled_once,
    );
}
