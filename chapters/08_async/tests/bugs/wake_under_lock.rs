//! The slot's lock is held while the waker is woken, and the waker takes another lock.

use crate::source::*;

#[path = "../../src/abort.rs"]
mod abort;
#[path = "../models/awaits.rs"]
mod awaits;
#[path = "../../src/future.rs"]
mod future;
#[path = "../../bugs/wake_under_lock.rs"]
mod waker;

seam::must_fail!(awaits::a_waker_may_take_locks, "deadlock");
