//! The closing sets the flag and wakes nobody.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;
#[path = "../../bugs/close_without_notify.rs"]
mod queue;
#[path = "../../src/worker.rs"]
mod worker;

seam::must_fail!(models::close_wakes_every_pop, "deadlock");
