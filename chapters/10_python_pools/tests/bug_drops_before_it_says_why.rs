//! What is pending is dropped before it can know that the pool is terminated.
#![allow(dead_code, unused_imports, unused_variables)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/async_result.rs"]
mod async_result;
#[path = "../src/call.rs"]
mod call;
#[path = "../bugs/drops_before_it_says_why.rs"]
mod dummy;
#[path = "../src/lists.rs"]
mod lists;
#[path = "../src/progress.rs"]
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
fn terminate_against_a_map() {
    planted::must_fail(
        "terminate_against_a_map",
        "an item is lost",
        models::terminate_against_a_map,
    );
}
