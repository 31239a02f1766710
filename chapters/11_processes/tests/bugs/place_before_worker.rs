//! The place comes back first, and then its worker is buried: a `join` returns in between.

use crate::source::*;

#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/place_before_worker.rs"]
mod taken;

seam::must_fail!(models::both_joins_wait_for_all, "told too early");
