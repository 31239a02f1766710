//! The only worker waits for a task that only it could run. Python documents this deadlock.

use crate::source::*;

#[path = "../../bugs/waits_without_help.rs"]
mod future;
#[path = "../../src/job.rs"]
mod job;
#[path = "../../src/pool.rs"]
mod pool;
#[path = "../models/pools.rs"]
mod pools;
#[path = "../../src/worker.rs"]
mod worker;

seam::must_fail!(pools::a_task_waits_for_a_task, "deadlock");
