//! The slot keeps the first waker, whose task does not wait any more.

use crate::source::*;

#[path = "../../src/abort.rs"]
mod abort;
#[path = "../models/awaits.rs"]
mod awaits;
#[path = "../../src/future.rs"]
mod future;
#[path = "../../bugs/first_waker_kept.rs"]
mod waker;

seam::must_fail!(awaits::replace_against_wake, "deadlock");
