//! A worker looks whether it is the last, and is counted after that: of two at once, neither is.

use crate::source::*;

#[path = "../../src/completion.rs"]
mod completion;
#[path = "../../bugs/looks_before_it_is_counted.rs"]
mod crew;
#[path = "../models/crews.rs"]
mod crews;
#[path = "../../src/future.rs"]
mod future;
#[path = "../../src/help.rs"]
mod help;
#[path = "../../src/job.rs"]
mod job;

seam::must_fail!(crews::two_wait_at_once, "deadlock");
