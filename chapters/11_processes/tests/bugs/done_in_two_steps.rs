//! `rest` looks for the end, lets go of the lock, and puts the worker back.

use crate::source::*;

#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/done_in_two_steps.rs"]
mod taken;

seam::must_fail!(
    models::terminate_against_a_call_that_ends,
    "nobody waits for it"
);
