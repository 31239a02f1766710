//! A worker dies, and its place is lost: the pool gets smaller with each death.
#![allow(dead_code, unused_imports, unused_variables, unused_mut)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/place_lost.rs"]
mod dispatcher;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn a_death_at_any_step_settles_the_task() {
    planted::must_fail(
        "a_death_at_any_step_settles_the_task",
        "deadlock",
        models::a_death_at_any_step_settles_the_task,
    );
}
