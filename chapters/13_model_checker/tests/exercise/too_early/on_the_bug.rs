//! The exercise `too_early` on the bug, which the reader's model has to catch.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../../exercise/too_early.rs"]
pub mod exercise;
#[path = "../../../bugs/wakes_too_early.rs"]
mod turns;
