//! A worker that says hello does not end the row of deaths.

use crate::source::*;

#[path = "../../bugs/nothing_is_forgiven.rs"]
mod deaths;
#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/taken.rs"]
mod taken;

seam::must_fail!(models::deaths_with_work_between_break_nothing, "not broken");
