//! Chapter 5 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports)] // the models use a part of the API

// The seam's other side, as in chapter 4.
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/error.rs"]
mod error;
#[cfg_attr(feature = "exercise-future-5", path = "../exercise/future.rs")]
#[cfg_attr(not(feature = "exercise-future-5"), path = "../src/future.rs")]
mod future;
#[cfg_attr(feature = "exercise-pool-5", path = "../exercise/pool.rs")]
#[cfg_attr(not(feature = "exercise-pool-5"), path = "../src/pool.rs")]
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

model::tests!(
    result_waits_for_the_task,
    a_lost_promise_settles_its_future,
    a_panic_settles_its_future,
    error_leaves_the_outcome,
    all_who_wait_hear,
    a_timeout_hands_the_future_back,
    a_callback_runs_once,
    a_callback_runs_without_the_lock,
    a_listener_hears_once,
    a_dropped_future_detaches,
    submit_against_shutdown,
    try_submit_against_shutdown,
);
