//! Whoever waits while a pause is on waits to be told, and nobody tells.

use crate::source::*;

#[path = "../../bugs/the_pause_has_no_end.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(models::a_pause_ends, "deadlock");
