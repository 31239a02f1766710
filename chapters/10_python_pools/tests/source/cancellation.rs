//! Chapter 7's files, in a module of their own: where they say `super::worker`, they mean
//! their own.

pub use super::{
    StdArc, channel, deadline, error, outcome, panics, sync, task, thread, thread_local, time,
    workers,
};

#[path = "../../../07_cancellation/src/claim.rs"]
pub mod claim;
#[path = "../../../07_cancellation/src/crew.rs"]
pub mod crew;
#[path = "../../../07_cancellation/src/future.rs"]
pub mod future;
#[path = "../../../07_cancellation/src/help.rs"]
pub mod help;
#[path = "../../../07_cancellation/src/job.rs"]
pub mod job;
#[path = "../../../07_cancellation/src/pool.rs"]
pub mod pool;
#[path = "../../../07_cancellation/src/token.rs"]
pub mod token;
#[path = "../../../07_cancellation/src/worker.rs"]
pub mod worker;
