//! A turn is not taken when it is used, so the next time a thread sits down it has one still.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/two_holders.rs"]
mod turns;

seam::must_fail!(models::one_runs_at_a_time, "two have the turn");
