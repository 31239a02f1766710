//! A call to C that panics does not take the GIL back.
#![allow(dead_code)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../bugs/panic_keeps_it_free.rs"]
mod gil;
#[path = "../src/strtok.rs"]
mod strtok;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn taken_back_after_a_panic() {
    planted::must_fail(
        "taken_back_after_a_panic",
        "two threads hold the GIL",
        models::taken_back_after_a_panic,
    );
}
