//! Chapter 1's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, time};

#[cfg_attr(feature = "exercise-pool-1", path = "../../exercise/pool.rs")]
#[cfg_attr(
    all(feature = "exercise-early-leaver", not(feature = "exercise-pool-1")),
    path = "../../exercise/early_leaver.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-pool-1", feature = "exercise-early-leaver")),
    path = "../../src/pool.rs"
)]
pub mod pool;

#[path = "../models/mod.rs"]
pub mod models;
