//! The exercise `the_last_recruit` on the bug, which the reader's model has to catch.

use crate::source::*;

#[path = "../../../src/executor.rs"]
mod executor;
#[rustfmt::skip]
#[path = "../../../exercise/the_last_recruit.rs"]
pub mod exercise;
#[path = "../../../bugs/starts_after_close.rs"]
mod lazy_workers;
#[path = "../../../src/worker.rs"]
mod worker;
