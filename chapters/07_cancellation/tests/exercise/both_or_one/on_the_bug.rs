//! The exercise `both_or_one` on the bug, which the reader's model has to catch.

use crate::source::*;

#[path = "../../../bugs/cancel_after_start.rs"]
mod claim;
#[rustfmt::skip]
#[path = "../../../exercise/both_or_one.rs"]
pub mod exercise;
#[path = "../../../src/future.rs"]
mod future;
#[path = "../../../src/help.rs"]
mod help;
#[path = "../../../src/job.rs"]
mod job;
#[path = "../../../src/pool.rs"]
mod pool;
#[path = "../../../src/worker.rs"]
mod worker;
