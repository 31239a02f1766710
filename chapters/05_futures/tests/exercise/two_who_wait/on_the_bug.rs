//! The exercise `two_who_wait` on the bug, which the reader's model has to catch.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../../exercise/two_who_wait.rs"]
pub mod exercise;
#[path = "../../../bugs/one_waiter_woken.rs"]
mod future;
#[path = "../../../src/pool.rs"]
mod pool;
