//! `rest` looks for the end, lets go of the lock, and puts the worker back.
#![allow(dead_code, unused_imports, unused_variables, unused_mut)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/done_in_two_steps.rs"]
mod dispatcher;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn terminate_against_a_call_that_ends() {
    planted::must_fail(
        "terminate_against_a_call_that_ends",
        "nobody waits for it",
        models::terminate_against_a_call_that_ends,
    );
}
