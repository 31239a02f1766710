//! Chapter 10's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, time};

#[path = "../../src/async_result.rs"]
pub mod async_result;
#[path = "../../src/broken.rs"]
pub mod broken;
#[path = "../../src/call.rs"]
pub mod call;
#[path = "../../src/dummy.rs"]
pub mod dummy;
#[path = "../../src/executor.rs"]
pub mod executor;
#[path = "../../src/lists.rs"]
pub mod lists;
#[path = "../../src/progress.rs"]
pub mod progress;
#[path = "../../src/share.rs"]
pub mod share;
#[cfg_attr(feature = "exercise-staff", path = "../../exercise/staff.rs")]
#[cfg_attr(not(feature = "exercise-staff"), path = "../../src/staff.rs")]
pub mod staff;
#[path = "../../src/work.rs"]
pub mod work;

#[path = "../../../04_bounded_channel/src/channel.rs"]
pub mod channel;
#[path = "../../../07_cancellation/src/claim.rs"]
pub mod claim;
#[path = "../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;
#[path = "../../../05_futures/src/error.rs"]
pub mod error;
#[path = "../../../07_cancellation/src/future.rs"]
pub mod future;
#[path = "../../../05_futures/src/future.rs"]
pub mod outcome;
#[path = "../../../03_shutdown/src/panics.rs"]
pub mod panics;
#[path = "../../../07_cancellation/src/pool.rs"]
pub mod pool;
#[path = "../../../04_bounded_channel/src/queue.rs"]
pub mod queue;
#[path = "../../../03_shutdown/src/task.rs"]
pub mod task;
#[path = "../../../07_cancellation/src/token.rs"]
pub mod token;
#[path = "../../../03_shutdown/src/workers.rs"]
pub mod workers;

#[path = "../models/calls.rs"]
pub mod calls;
#[path = "../models/executors.rs"]
pub mod executors;
#[path = "../models/maps.rs"]
pub mod maps;
