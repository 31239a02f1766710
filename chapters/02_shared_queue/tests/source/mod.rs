//! Chapter 2's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, time};

#[cfg_attr(feature = "exercise-pool-2", path = "../../exercise/pool.rs")]
#[cfg_attr(
    all(feature = "exercise-sleeper", not(feature = "exercise-pool-2")),
    path = "../../exercise/sleeper.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-pool-2", feature = "exercise-sleeper")),
    path = "../../src/pool.rs"
)]
pub mod pool;

#[path = "../models/mod.rs"]
pub mod models;
