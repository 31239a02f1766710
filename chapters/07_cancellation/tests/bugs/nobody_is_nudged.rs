//! The last that falls asleep waits for one, and cannot help. It wakes nobody who could.

use crate::source::*;

#[path = "../../src/completion.rs"]
mod completion;
#[path = "../../bugs/nobody_is_nudged.rs"]
mod crew;
#[path = "../models/crews.rs"]
mod crews;
#[path = "../../src/future.rs"]
mod future;
#[path = "../../src/help.rs"]
mod help;
#[path = "../../src/job.rs"]
mod job;

seam::must_fail!(crews::the_last_one_waits_for_one, "deadlock");
