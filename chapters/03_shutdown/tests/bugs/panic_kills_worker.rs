//! A panic goes through the worker and ends it.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;
#[path = "../../bugs/panic_kills_worker.rs"]
mod worker;

seam::must_fail!(models::a_panic_is_contained, "a task's panic");
