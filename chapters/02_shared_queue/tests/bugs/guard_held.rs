//! The queue's guard lives on while the task runs, so only one task runs at a time.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/guard_held.rs"]
mod pool;

seam::must_fail!(models::tasks_can_meet, "deadlock");
