//! The queue drops a job, and its future waits for ever.

use crate::source::*;

#[path = "../../bugs/job_dropped_silently.rs"]
mod job;
#[path = "../../src/pool.rs"]
mod pool;
#[path = "../models/pools.rs"]
mod pools;
#[path = "../../src/worker.rs"]
mod worker;

seam::must_fail!(pools::a_dropped_job_settles_its_future, "deadlock");
