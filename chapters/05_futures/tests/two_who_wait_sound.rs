//! The exercise `two_who_wait` on our source: the reader's model has to pass.
#![allow(dead_code, unused_imports)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/future.rs"]
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

#[path = "../exercise/two_who_wait.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;

#[test]
fn the_source_passes() {
    model::check("two_who_wait", model::Bound::Exhaustive, exercise::model);
}
