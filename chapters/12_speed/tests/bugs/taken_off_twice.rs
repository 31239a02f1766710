//! Who notifies takes the sleeper off the count, and so does the sleeper. The next one sleeps uncounted.

use crate::source::*;

#[path = "../../../04_bounded_channel/src/queue.rs"]
mod counted_queue;
#[path = "../models/rungs.rs"]
mod rungs;
#[path = "../../bugs/taken_off_twice.rs"]
mod sleepers;

seam::must_fail!(rungs::the_count_misses_nobody, "deadlock");
