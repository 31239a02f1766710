//! A worker that finds itself idle leaves its task a second time.

use crate::source::*;

#[path = "../../src/broken.rs"]
mod broken;
#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../src/staff.rs"]
mod staff;
#[path = "../../bugs/idle_counted_twice.rs"]
mod work;

seam::must_fail!(
    executors::an_idle_worker_is_reused,
    "subtract with overflow"
);
