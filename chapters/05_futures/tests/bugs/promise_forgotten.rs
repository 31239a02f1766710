//! A promise is dropped, and its future waits for ever.

use crate::source::*;

#[path = "../../bugs/promise_forgotten.rs"]
mod future;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;

seam::must_fail!(models::a_lost_promise_settles_its_future, "deadlock");
