//! A worker is started after the end has looked, and nobody kills it.

use crate::source::*;

#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/started_after_the_end.rs"]
mod taken;

seam::must_fail!(models::terminate_against_a_start, "deadlock");
