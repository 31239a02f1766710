//! A call to C that panics does not take the GIL back.

use crate::source::*;

#[path = "../../bugs/panic_keeps_it_free.rs"]
mod gil;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(models::taken_back_after_a_panic, "two threads hold the GIL");
