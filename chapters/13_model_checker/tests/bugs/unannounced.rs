//! A store is not announced, so nothing ever comes between a load and the store after it.

use crate::engine::*;

#[path = "../../bugs/unannounced.rs"]
pub mod atomics;
#[path = "../engine/models.rs"]
mod models;
#[path = "../../src/sync.rs"]
mod sync;

seam::must_fail!(models::an_update_may_be_lost, "an order was not tried");
