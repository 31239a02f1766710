//! Whoever gives the GIL up tells nobody.

use crate::source::*;

#[path = "../../bugs/gives_up_silently.rs"]
mod gil;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(models::taken_back_after_allow_threads, "deadlock");
