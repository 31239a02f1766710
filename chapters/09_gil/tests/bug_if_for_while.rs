//! A holder that gives way takes any wake-up for the news that somebody has the GIL.
#![allow(dead_code)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../bugs/if_for_while.rs"]
mod gil;
#[path = "../src/strtok.rs"]
mod strtok;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn a_checkpoint_hands_over() {
    planted::must_fail(
        "a_checkpoint_hands_over",
        "assertion `left == right` failed",
        models::a_checkpoint_hands_over,
    );
}
