//! Chapter 10 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports)] // the models use a part of the API

// The seam's other side, as in chapter 4.
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../src/broken.rs"]
mod broken;
#[path = "../src/executor.rs"]
mod executor;
#[cfg_attr(feature = "exercise-staff", path = "../exercise/staff.rs")]
#[cfg_attr(not(feature = "exercise-staff"), path = "../src/staff.rs")]
mod staff;
#[path = "../src/work.rs"]
mod work;

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
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    two_submits_and_one_idle_worker,
    an_idle_worker_is_reused,
    never_more_than_max,
    a_failing_initializer_settles_all,
    shutdown_against_a_start,
);
