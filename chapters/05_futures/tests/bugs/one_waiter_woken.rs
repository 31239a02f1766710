//! Of several that wait for one future, only one wakes.

use crate::source::*;

#[path = "../../bugs/one_waiter_woken.rs"]
mod future;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;

seam::must_fail!(models::all_who_wait_hear, "deadlock");
