//! Chapter 13's turns over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of it from here.

/// The seam's other side, in the place of std.
pub mod os {
    pub use seam::sync;
}
pub use seam::thread;

#[cfg_attr(feature = "exercise-turns", path = "../../exercise/turns.rs")]
#[cfg_attr(not(feature = "exercise-turns"), path = "../../src/turns.rs")]
pub mod turns;

#[path = "../models/mod.rs"]
pub mod models;
