//! A thread starts when the shutdown has joined all threads that it knew.

use crate::source::*;

#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../bugs/starts_after_close.rs"]
mod lazy_workers;
#[path = "../../src/worker.rs"]
mod worker;

seam::must_fail!(
    executors::shutdown_against_a_start,
    "started after the shutdown"
);
