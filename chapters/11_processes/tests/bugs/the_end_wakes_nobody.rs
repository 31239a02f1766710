//! The pool breaks, and who waits for a place is not told.

use crate::source::*;

#[path = "../../bugs/the_end_wakes_nobody.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(models::workers_that_die_at_once_break_the_pool, "deadlock");
