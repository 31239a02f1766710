//! Chapter 11's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, time};

#[path = "../../src/deaths.rs"]
pub mod deaths;
#[cfg_attr(feature = "exercise-dispatcher", path = "../../exercise/dispatcher.rs")]
#[cfg_attr(not(feature = "exercise-dispatcher"), path = "../../src/dispatcher.rs")]
pub mod dispatcher;
#[path = "../../src/places.rs"]
pub mod places;
#[cfg_attr(
    feature = "exercise-too-late-to-tell",
    path = "../../exercise/too_late_to_tell.rs"
)]
#[cfg_attr(
    not(feature = "exercise-too-late-to-tell"),
    path = "../../src/taken.rs"
)]
pub mod taken;

#[path = "../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;

#[path = "../models/mod.rs"]
pub mod models;
