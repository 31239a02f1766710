//! Chapter 5's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, thread_local, time};

#[path = "../../src/error.rs"]
pub mod error;
#[cfg_attr(feature = "exercise-future-5", path = "../../exercise/future.rs")]
#[cfg_attr(
    all(feature = "exercise-late-callback", not(feature = "exercise-future-5")),
    path = "../../exercise/late_callback.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-future-5", feature = "exercise-late-callback")),
    path = "../../src/future.rs"
)]
pub mod future;
#[cfg_attr(feature = "exercise-pool-5", path = "../../exercise/pool.rs")]
#[cfg_attr(not(feature = "exercise-pool-5"), path = "../../src/pool.rs")]
pub mod pool;

#[path = "../../../04_bounded_channel/src/pool.rs"]
pub mod bounded;
#[path = "../../../04_bounded_channel/src/channel.rs"]
pub mod channel;
#[path = "../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;
#[path = "../../../03_shutdown/src/panics.rs"]
pub mod panics;
#[path = "../../../04_bounded_channel/src/queue.rs"]
pub mod queue;
#[path = "../../../04_bounded_channel/src/sleepers.rs"]
pub mod sleepers;
#[path = "../../../03_shutdown/src/task.rs"]
pub mod task;
#[path = "../../../04_bounded_channel/src/worker.rs"]
pub mod worker;
#[path = "../../../03_shutdown/src/workers.rs"]
pub mod workers;

#[path = "../models/mod.rs"]
pub mod models;
