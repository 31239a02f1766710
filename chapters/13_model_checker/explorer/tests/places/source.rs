//! The files of chapter 4 that the queue needs.

pub use seam::{sync, thread, time};

#[path = "../../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;
#[path = "../../../../04_bounded_channel/src/error.rs"]
pub mod error;
#[path = "../../../../04_bounded_channel/src/queue.rs"]
pub mod queue;
#[path = "../../../../04_bounded_channel/src/sleepers.rs"]
pub mod sleepers;
