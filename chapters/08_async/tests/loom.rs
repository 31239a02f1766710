//! Chapter 8 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports)] // the models use a part of the API

// The seam's other side, as in chapter 4. Wakers are std's, and wake what loom can see.
use std::sync::Arc as StdArc;
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/abort.rs"]
mod abort;
#[cfg_attr(feature = "exercise-block-on", path = "../exercise/block_on.rs")]
#[cfg_attr(not(feature = "exercise-block-on"), path = "../src/block_on.rs")]
mod block_on;
#[path = "../src/combine.rs"]
mod combine;
#[cfg_attr(feature = "exercise-executor-8", path = "../exercise/executor.rs")]
#[cfg_attr(not(feature = "exercise-executor-8"), path = "../src/executor.rs")]
mod executor;
#[path = "../src/future.rs"]
mod future;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../src/room.rs"]
mod room;
#[path = "../src/timer.rs"]
mod timer;
#[cfg_attr(feature = "exercise-waker-8", path = "../exercise/waker.rs")]
#[cfg_attr(not(feature = "exercise-waker-8"), path = "../src/waker.rs")]
mod waker;

use chapter7::Pending; // two names, with nothing in them for loom to see
#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../07_cancellation/src/claim.rs"]
mod claim;
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

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    register_against_wake,
    replace_against_wake,
    drop_against_wake,
    a_waker_may_take_locks,
    many_wakes_are_one,
    select_gives_the_loser_back,
    join_all_waits_for_all,
    abort_against_start,
    the_executor_hears_every_wake,
    who_waits_for_room_gets_it,
    two_wait_for_room,
    a_dropped_waiter_passes_its_wake_on,
    a_second_wake_is_passed_on,
    closing_wakes_all_who_wait_for_room,
    submit_async_against_shutdown,
    a_sleeper_wakes,
    a_sleeper_outlives_its_timer,
);
