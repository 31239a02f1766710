//! The queue drops a job, and its future waits for ever.

use crate::source::*;

#[path = "../../bugs/job_dropped_silently.rs"]
mod pool;
#[path = "../models/pools.rs"]
mod pools;

seam::must_fail!(pools::a_dropped_job_settles_its_future, "deadlock");
