//! A call that was answered does not end the row of deaths.
#![allow(dead_code, unused_imports, unused_variables, unused_mut)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/nothing_is_forgiven.rs"]
mod dispatcher;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn deaths_with_work_between_break_nothing() {
    planted::must_fail(
        "deaths_with_work_between_break_nothing",
        "not broken",
        models::deaths_with_work_between_break_nothing,
    );
}
