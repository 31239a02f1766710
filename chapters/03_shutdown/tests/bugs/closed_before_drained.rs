//! The flag is looked at before the values, so a closed queue keeps what it has.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;
#[path = "../../bugs/closed_before_drained.rs"]
mod queue;
#[path = "../../src/worker.rs"]
mod worker;

seam::must_fail!(
    models::drop_runs_what_was_accepted,
    "an accepted task did not run"
);
