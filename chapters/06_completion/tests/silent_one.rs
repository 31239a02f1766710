//! The exercise `silent_one`: the reader mends `exercise/silent_one.rs` until the models pass.
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
#[path = "../exercise/silent_one.rs"]
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

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    wait_for_the_first,
    wait_for_the_first_exception,
    wait_for_all,
    wait_gives_up_in_time
);
