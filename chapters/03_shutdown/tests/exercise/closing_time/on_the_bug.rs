//! The exercise `closing_time` on the bug, which the reader's model has to catch.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../../exercise/closing_time.rs"]
pub mod exercise;
#[path = "../../../src/pool.rs"]
mod pool;
#[path = "../../../bugs/close_notifies_one.rs"]
mod queue;
#[path = "../../../src/worker.rs"]
mod worker;
