//! The notify comes before the turn, when there is nothing to see yet.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/wakes_too_early.rs"]
mod turns;

seam::must_fail!(models::a_turn_is_not_lost, "deadlock");
