//! Chapter 6 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports)] // the models use a part of the API

// The seam's other side, as in chapter 4. `src/scoped.rs` is not here: loom has no scopes.
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[cfg_attr(
    feature = "exercise-as-completed",
    path = "../exercise/as_completed.rs"
)]
#[cfg_attr(
    not(feature = "exercise-as-completed"),
    path = "../src/as_completed.rs"
)]
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
#[cfg_attr(feature = "exercise-wait-6", path = "../exercise/wait.rs")]
#[cfg_attr(not(feature = "exercise-wait-6"), path = "../src/wait.rs")]
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
    as_completed_hands_out_each_once,
    a_timeout_hands_the_rest_back,
    as_completed_may_be_dropped_early,
    wait_for_the_first,
    wait_for_the_first_exception,
    wait_for_all,
    wait_gives_up_in_time,
    map_keeps_the_order,
    map_is_never_further_ahead,
    a_panic_takes_one_item,
    map_unordered_waits_for_any,
    map_unordered_loses_none,
    map_against_shutdown,
    map_may_be_dropped_early,
);
