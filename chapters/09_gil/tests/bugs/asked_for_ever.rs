//! Who takes the GIL does not take its question back: the holder gives way to nobody.

use crate::source::*;

#[path = "../../bugs/asked_for_ever.rs"]
mod gil;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(models::two_ask, "deadlock");
