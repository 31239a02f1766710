//! A worker that finds itself idle leaves its task a second time.

use crate::source::*;

#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../src/lazy_workers.rs"]
mod lazy_workers;
#[path = "../../bugs/idle_counted_twice.rs"]
mod worker;

seam::must_fail!(
    executors::an_idle_worker_is_reused,
    "subtract with overflow"
);
