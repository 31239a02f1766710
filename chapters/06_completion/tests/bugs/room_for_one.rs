//! A channel with room for one, as for a signal: of two that complete at once, the second
//! finds it full, and is lost.

use crate::source::*;

#[path = "../../bugs/room_for_one.rs"]
mod as_completed;
#[path = "../../src/wait.rs"]
mod wait;
#[path = "../models/waits.rs"]
mod waits;

seam::must_fail!(waits::as_completed_hands_out_each_once, "deadlock");
