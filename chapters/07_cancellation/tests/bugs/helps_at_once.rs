//! A wait for any of several runs one of them before it waits, and that one needs the waiter.

use crate::source::*;

#[path = "../../src/completion.rs"]
mod completion;
#[path = "../../bugs/helps_at_once.rs"]
mod crew;
#[path = "../models/crews.rs"]
mod crews;
#[path = "../../src/future.rs"]
mod future;
#[path = "../../src/help.rs"]
mod help;
#[path = "../../src/job.rs"]
mod job;

seam::must_fail!(crews::a_free_worker_comes_late, "deadlock");
