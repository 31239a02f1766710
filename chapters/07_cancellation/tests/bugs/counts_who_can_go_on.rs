//! A worker whose task is done, and that has not woken yet, counts as one that sleeps.

use crate::source::*;

#[path = "../../src/completion.rs"]
mod completion;
#[path = "../../bugs/counts_who_can_go_on.rs"]
mod crew;
#[path = "../models/crews.rs"]
mod crews;
#[path = "../../src/future.rs"]
mod future;
#[path = "../../src/help.rs"]
mod help;
#[path = "../../src/job.rs"]
mod job;

seam::must_fail!(crews::a_sleeper_becomes_free, "deadlock");
