//! Two submits see the same idle worker, and one task gets none.

use crate::source::*;

#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../bugs/looks_before_it_counts.rs"]
mod lazy_workers;
#[path = "../../src/worker.rs"]
mod worker;

seam::must_fail!(executors::two_submits_and_one_idle_worker, "deadlock");
