//! A task that drops its pool makes its worker wait for its own end.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;
#[path = "../../bugs/joins_itself.rs"]
mod workers;

seam::must_fail!(models::a_task_may_shut_its_pool_down, "deadlock");
