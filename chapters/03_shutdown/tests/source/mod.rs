//! Chapter 3's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, thread_local, time};

#[path = "../../src/error.rs"]
pub mod error;
#[path = "../../src/panics.rs"]
pub mod panics;
#[path = "../../src/pool.rs"]
pub mod pool;
#[cfg_attr(feature = "exercise-queue-3", path = "../../exercise/queue.rs")]
#[cfg_attr(
    all(feature = "exercise-sleepers", not(feature = "exercise-queue-3")),
    path = "../../exercise/sleepers.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-queue-3", feature = "exercise-sleepers")),
    path = "../../src/queue.rs"
)]
pub mod queue;
#[path = "../../src/task.rs"]
pub mod task;
#[path = "../../src/worker.rs"]
pub mod worker;
#[cfg_attr(feature = "exercise-workers-3", path = "../../exercise/workers.rs")]
#[cfg_attr(not(feature = "exercise-workers-3"), path = "../../src/workers.rs")]
pub mod workers;

#[path = "../models/mod.rs"]
pub mod models;
