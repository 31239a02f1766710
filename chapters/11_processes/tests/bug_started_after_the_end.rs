//! A worker is started after the end has looked, and nobody kills it.
#![allow(dead_code, unused_imports, unused_variables, unused_mut)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/started_after_the_end.rs"]
mod dispatcher;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn terminate_against_a_start() {
    planted::must_fail(
        "terminate_against_a_start",
        "deadlock",
        models::terminate_against_a_start,
    );
}
