//! A holder that gives way takes any wake-up for the news that somebody has the GIL.

use crate::source::*;

#[path = "../../bugs/if_for_while.rs"]
mod gil;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(
    models::a_checkpoint_hands_over,
    "assertion `left == right` failed"
);
