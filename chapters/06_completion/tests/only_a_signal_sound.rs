//! The exercise `only_a_signal` on our source: the reader's model has to pass.
#![allow(dead_code, unused_imports)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/as_completed.rs"]
mod as_completed;
#[path = "../src/completion.rs"]
mod completion;
#[path = "../src/feed.rs"]
mod feed;
#[path = "../src/map.rs"]
mod map;
#[path = "../src/submit.rs"]
mod submit;
#[path = "../src/unordered.rs"]
mod unordered;
#[path = "../src/wait.rs"]
mod wait;

#[path = "../../04_bounded_channel/src/pool.rs"]
mod bounded;
#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../05_futures/src/future.rs"]
mod future;
#[path = "../../05_futures/src/pool.rs"]
mod pool;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../exercise/only_a_signal.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;

#[test]
fn the_source_passes() {
    model::check(
        "only_a_signal",
        model::Bound::Preemptions(3),
        exercise::model,
    );
}
