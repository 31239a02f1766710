//! The notify comes before the push, when there is nothing to see yet.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/notify_first.rs"]
mod pool;

seam::must_fail!(models::a_worker_waits_for_a_task, "deadlock");
