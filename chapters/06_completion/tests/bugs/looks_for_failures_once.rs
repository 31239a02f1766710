//! Looks for a failure before it waits, and not while it waits.

use crate::source::*;

#[path = "../../bugs/looks_for_failures_once.rs"]
mod wait;
#[path = "../models/waits.rs"]
mod waits;

seam::must_fail!(waits::wait_for_the_first_exception, "deadlock");
