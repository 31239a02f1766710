//! A worker that wakes takes for granted that there is a task.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/if_for_while.rs"]
mod pool;

seam::must_fail!(
    models::a_worker_waits_for_a_task,
    "checked under the lock we hold"
);
