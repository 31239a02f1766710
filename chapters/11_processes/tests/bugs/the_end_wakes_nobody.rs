//! The pool breaks, and of those who wait for a place only one is told.

use crate::source::*;

#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/the_end_wakes_nobody.rs"]
mod taken;

seam::must_fail!(models::all_who_wait_hear_that_it_is_broken, "deadlock");
