//! A callback that comes while the others run is forgotten.

use crate::source::*;

#[path = "../../bugs/callbacks_taken_once.rs"]
mod future;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;

seam::must_fail!(models::a_callback_runs_once, "a callback did not run");
