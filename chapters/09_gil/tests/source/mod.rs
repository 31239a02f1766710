//! Chapter 9's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, time};

#[cfg_attr(feature = "exercise-gil", path = "../../exercise/gil.rs")]
#[cfg_attr(
    all(feature = "exercise-after-you", not(feature = "exercise-gil")),
    path = "../../exercise/after_you.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-gil", feature = "exercise-after-you")),
    path = "../../src/gil.rs"
)]
pub mod gil;
#[path = "../../src/on_drop.rs"]
pub mod on_drop;
#[path = "../../src/strtok.rs"]
pub mod strtok;

#[path = "../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;

#[path = "../models/mod.rs"]
pub mod models;
