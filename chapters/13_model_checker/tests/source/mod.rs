//! Chapter 13's turns over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of it from here.

/// The seam's other side, in the place of std.
pub mod os {
    pub use seam::sync;
}
pub use seam::thread;

#[cfg_attr(feature = "exercise-turns", path = "../../exercise/turns.rs")]
#[cfg_attr(
    all(feature = "exercise-one-seat", not(feature = "exercise-turns")),
    path = "../../exercise/one_seat.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-turns", feature = "exercise-one-seat")),
    path = "../../src/turns.rs"
)]
pub mod turns;

#[path = "../models/mod.rs"]
pub mod models;
