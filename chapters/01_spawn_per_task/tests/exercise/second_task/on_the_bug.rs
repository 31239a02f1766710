//! The exercise `second_task` on the bug, which the reader's model has to catch.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../../exercise/second_task.rs"]
pub mod exercise;
#[path = "../../../bugs/join_under_lock.rs"]
mod pool;
