//! Whoever waits only waits: the holder never hears of it.

use crate::source::*;

#[path = "../../bugs/nobody_asks.rs"]
mod gil;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(
    models::nobody_starves,
    "exceeded maximum number of branches"
);
