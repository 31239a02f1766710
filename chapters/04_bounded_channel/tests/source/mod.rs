//! Chapter 4's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, thread_local, time};

#[cfg_attr(feature = "exercise-channel", path = "../../exercise/channel.rs")]
#[cfg_attr(not(feature = "exercise-channel"), path = "../../src/channel.rs")]
pub mod channel;
#[path = "../../src/deadline.rs"]
pub mod deadline;
#[path = "../../src/error.rs"]
pub mod error;
#[path = "../../src/pool.rs"]
pub mod pool;
#[cfg_attr(feature = "exercise-queue-4", path = "../../exercise/queue.rs")]
#[cfg_attr(
    all(feature = "exercise-quiet-loss", not(feature = "exercise-queue-4")),
    path = "../../exercise/quiet_loss.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-queue-4", feature = "exercise-quiet-loss")),
    path = "../../src/queue.rs"
)]
pub mod queue;
#[path = "../../src/sleepers.rs"]
pub mod sleepers;
#[path = "../../src/worker.rs"]
pub mod worker;

#[path = "../../../03_shutdown/src/panics.rs"]
pub mod panics;
#[path = "../../../03_shutdown/src/task.rs"]
pub mod task;
#[path = "../../../03_shutdown/src/workers.rs"]
pub mod workers;

#[path = "../models/channels.rs"]
pub mod channels;
#[path = "../models/pools.rs"]
pub mod pools;
