//! The guard of `while let` lives as long as the loop's body: `join` waits with the lock held.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/join_under_lock.rs"]
mod pool;

seam::must_fail!(models::join_waits_for_tasks_of_tasks, "deadlock");
