//! The flag that says "queued" is cleared after the poll: a wake in the middle finds it set.

use crate::source::*;

#[path = "../models/awaits.rs"]
mod awaits;
#[path = "../../bugs/cleared_after_the_poll.rs"]
mod executor;

seam::must_fail!(awaits::wakes_that_meet_are_all_heard, "deadlock");
