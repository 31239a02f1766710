//! The handles are taken once. What a task executes after that is not waited for.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/joins_once.rs"]
mod pool;

seam::must_fail!(
    models::join_waits_for_tasks_of_tasks,
    "a task of a task was left running"
);
