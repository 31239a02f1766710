//! A call that was answered does not end the row of deaths.

use crate::source::*;

#[path = "../../bugs/nothing_is_forgiven.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;

seam::must_fail!(models::deaths_with_work_between_break_nothing, "not broken");
