//! The pool breaks, and who waits for a place is not told.
#![allow(dead_code, unused_imports, unused_variables, unused_mut)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/the_end_wakes_nobody.rs"]
mod dispatcher;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn workers_that_die_at_once_break_the_pool() {
    planted::must_fail(
        "workers_that_die_at_once_break_the_pool",
        "deadlock",
        models::workers_that_die_at_once_break_the_pool,
    );
}
