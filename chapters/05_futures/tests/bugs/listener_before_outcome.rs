//! Listeners hear of an outcome that is not there yet.

use crate::source::*;

#[path = "../../bugs/listener_before_outcome.rs"]
mod future;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;

seam::must_fail!(
    models::a_listener_hears_once,
    "heard before the outcome was there"
);
