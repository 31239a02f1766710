//! Chapter 10's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side. Who counts the clones of a crew is std's in both.
pub use seam::{sync, thread, thread_local, time};
pub use std::sync::Arc as StdArc;

pub mod cancellation;
pub use cancellation::{crew, future, help, job, pool, token};

#[path = "../../src/async_result.rs"]
pub mod async_result;
#[path = "../../src/broken.rs"]
pub mod broken;
#[path = "../../src/call.rs"]
pub mod call;
#[path = "../../src/desk.rs"]
pub mod desk;
#[path = "../../src/dummy.rs"]
pub mod dummy;
#[path = "../../src/dummy_map.rs"]
pub mod dummy_map;
#[path = "../../src/executor.rs"]
pub mod executor;
#[cfg_attr(
    feature = "exercise-lazy-workers",
    path = "../../exercise/lazy_workers.rs"
)]
#[cfg_attr(
    not(feature = "exercise-lazy-workers"),
    path = "../../src/lazy_workers.rs"
)]
pub mod lazy_workers;
#[path = "../../src/progress.rs"]
pub mod progress;
#[path = "../../src/settled.rs"]
pub mod settled;
#[path = "../../src/share.rs"]
pub mod share;
#[cfg_attr(feature = "exercise-bad-start", path = "../../exercise/bad_start.rs")]
#[cfg_attr(not(feature = "exercise-bad-start"), path = "../../src/worker.rs")]
pub mod worker;

#[path = "../../../04_bounded_channel/src/channel.rs"]
pub mod channel;
#[path = "../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;
#[path = "../../../05_futures/src/error.rs"]
pub mod error;
#[path = "../../../05_futures/src/future.rs"]
pub mod outcome;
#[path = "../../../03_shutdown/src/panics.rs"]
pub mod panics;
#[path = "../../../04_bounded_channel/src/queue.rs"]
pub mod queue;
#[path = "../../../04_bounded_channel/src/sleepers.rs"]
pub mod sleepers;
#[path = "../../../03_shutdown/src/task.rs"]
pub mod task;
#[path = "../../../03_shutdown/src/workers.rs"]
pub mod workers;

#[path = "../models/calls.rs"]
pub mod calls;
#[path = "../models/executors.rs"]
pub mod executors;
#[path = "../models/maps.rs"]
pub mod maps;
