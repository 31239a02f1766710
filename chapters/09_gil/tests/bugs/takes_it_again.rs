//! A holder that is asked gives the GIL up, and may have it again before anybody else does.

use crate::source::*;

#[path = "../../bugs/takes_it_again.rs"]
mod gil;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(
    models::a_checkpoint_hands_over,
    "assertion `left == right` failed"
);
