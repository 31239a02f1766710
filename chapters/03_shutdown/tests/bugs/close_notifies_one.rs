//! The closing wakes one thread; the others sleep on.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;
#[path = "../../bugs/close_notifies_one.rs"]
mod queue;
#[path = "../../src/worker.rs"]
mod worker;

seam::must_fail!(models::close_wakes_every_pop, "deadlock");
