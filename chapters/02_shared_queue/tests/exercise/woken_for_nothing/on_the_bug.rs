//! The exercise `woken_for_nothing` on the bug, which the reader's model has to catch.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../../exercise/woken_for_nothing.rs"]
pub mod exercise;
#[path = "../../../bugs/if_for_while.rs"]
mod pool;
