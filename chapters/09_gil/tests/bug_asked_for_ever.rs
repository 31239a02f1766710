//! Who takes the GIL does not take its question back: the holder gives way to nobody.
#![allow(dead_code)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../bugs/asked_for_ever.rs"]
mod gil;
#[path = "../src/strtok.rs"]
mod strtok;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn two_ask() {
    planted::must_fail("two_ask", "deadlock", models::two_ask);
}
