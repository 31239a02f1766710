//! Chapter 7 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports)] // the models use a part of the API

// The seam's other side, as in chapter 4.
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[cfg_attr(feature = "exercise-claim", path = "../exercise/claim.rs")]
#[cfg_attr(not(feature = "exercise-claim"), path = "../src/claim.rs")]
mod claim;
#[path = "../src/future.rs"]
mod future;
#[path = "../src/pool.rs"]
mod pool;
#[cfg_attr(feature = "exercise-token", path = "../exercise/token.rs")]
#[cfg_attr(not(feature = "exercise-token"), path = "../src/token.rs")]
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

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    cancel_against_start,
    two_cancels,
    cancel_against_wait,
    two_claims,
    a_dropped_job_settles_its_future,
    a_task_waits_for_a_task,
    shutdown_cancels_what_is_pending,
    submit_against_shutdown,
    shutdown_gives_up_in_time,
    token_against_task,
    a_parent_wakes_its_child,
    a_deadline_is_a_cancellation,
);
