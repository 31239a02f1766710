//! The exercise `whose_lock` on the bug, which the reader's model has to catch.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../../exercise/whose_lock.rs"]
pub mod exercise;
#[path = "../../../bugs/closes_at_the_back_only.rs"]
mod queue;
