//! First those that are done, then listeners for the rest: one that completes in between is
//! told of by nobody.

use crate::source::*;

#[path = "../../bugs/registers_after_looking.rs"]
mod as_completed;
#[path = "../../src/wait.rs"]
mod wait;
#[path = "../models/waits.rs"]
mod waits;

seam::must_fail!(waits::as_completed_hands_out_each_once, "deadlock");
