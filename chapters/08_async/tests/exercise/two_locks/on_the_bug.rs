//! The exercise `two_locks` on the bug, which the reader's model has to catch.

use crate::source::*;

#[path = "../../../src/abort.rs"]
mod abort;
#[rustfmt::skip]
#[path = "../../../exercise/two_locks.rs"]
pub mod exercise;
#[path = "../../../src/future.rs"]
mod future;
#[path = "../../../src/pool.rs"]
mod pool;
#[path = "../../../src/timer.rs"]
mod timer;
#[path = "../../../bugs/wake_under_lock.rs"]
mod waker;
