//! Callbacks run while the cell is locked: one that needs a lock of its own meets somebody who holds that and asks the future.

use crate::source::*;

#[path = "../../bugs/callback_under_lock.rs"]
mod future;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;

seam::must_fail!(models::a_callback_runs_without_the_lock, "deadlock");
