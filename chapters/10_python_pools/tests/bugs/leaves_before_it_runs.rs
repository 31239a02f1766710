//! A worker that runs a task counts as idle, and the next task waits for it.

use crate::source::*;

#[path = "../../src/broken.rs"]
mod broken;
#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../src/staff.rs"]
mod staff;
#[path = "../../bugs/leaves_before_it_runs.rs"]
mod work;

seam::must_fail!(executors::two_submits_and_one_idle_worker, "deadlock");
