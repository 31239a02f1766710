//! Whoever gives the GIL up tells nobody.
#![allow(dead_code)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../bugs/gives_up_silently.rs"]
mod gil;
#[path = "../src/strtok.rs"]
mod strtok;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn taken_back_after_allow_threads() {
    planted::must_fail(
        "taken_back_after_allow_threads",
        "deadlock",
        models::taken_back_after_allow_threads,
    );
}
