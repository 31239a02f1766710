//! A worker that runs a task counts as idle, and the next task waits for it.

use crate::source::*;

#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../src/lazy_workers.rs"]
mod lazy_workers;
#[path = "../../bugs/leaves_before_it_runs.rs"]
mod worker;

seam::must_fail!(executors::two_submits_and_one_idle_worker, "deadlock");
