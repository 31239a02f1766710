//! Whoever waits only waits: the holder never hears of it.
#![allow(dead_code)] // one model of many

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../bugs/nobody_asks.rs"]
mod gil;
#[path = "../src/strtok.rs"]
mod strtok;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn nobody_starves() {
    planted::must_fail(
        "nobody_starves",
        "exceeded maximum number of branches",
        models::nobody_starves,
    );
}
