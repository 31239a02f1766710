//! The exercise `both_or_one` on the bug: the reader's model has to catch it.
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

#[path = "../exercise/both_or_one.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn the_bug_is_caught() {
    planted::must_fail_somehow("the_bug_is_caught", || {
        model::check("both_or_one", model::Bound::Exhaustive, exercise::model);
    });
}
