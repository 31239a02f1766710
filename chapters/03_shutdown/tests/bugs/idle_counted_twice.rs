//! Waker and woken both take the sleeper off the count of idle workers.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;
#[path = "../../bugs/idle_counted_twice.rs"]
mod queue;
#[path = "../../src/worker.rs"]
mod worker;

seam::must_fail!(
    models::pop_waits_for_a_value,
    "attempt to subtract with overflow"
);
