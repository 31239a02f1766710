//! Chapter 7's files, in a module of their own: where they say `super::future` or `super::pool`,
//! they mean their own. Its channel is chapter 4's, with that one's queue.

pub use super::{
    StdArc, deadline, error, outcome, panics, sleepers, sync, task, thread, thread_local, time,
    workers,
};

#[path = "../../../04_bounded_channel/src/channel.rs"]
pub mod channel;
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
#[path = "../../../04_bounded_channel/src/queue.rs"]
pub mod queue;
#[path = "../../../07_cancellation/src/worker.rs"]
pub mod worker;

pub use future::Future;
