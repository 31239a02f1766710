//! The flag is cleared by a plain store, which acquires nothing of what was done before the wake.

use crate::source::*;

#[path = "../models/awaits.rs"]
mod awaits;
#[path = "../../bugs/flag_stored.rs"]
mod executor;

seam::must_fail!(awaits::wakes_that_meet_are_all_heard, "deadlock");
