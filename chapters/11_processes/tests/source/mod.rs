//! Chapter 11's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, time};

#[cfg_attr(feature = "exercise-dispatcher", path = "../../exercise/dispatcher.rs")]
#[cfg_attr(not(feature = "exercise-dispatcher"), path = "../../src/dispatcher.rs")]
pub mod dispatcher;

#[path = "../models/mod.rs"]
pub mod models;
