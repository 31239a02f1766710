//! The flag is looked at before the values, so a closed queue keeps what it has.
#![allow(dead_code)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../bugs/closed_before_drained.rs"]
mod queue;
#[path = "../src/task.rs"]
mod task;
#[path = "../src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn drop_runs_what_was_accepted() {
    planted::must_fail(
        "drop_runs_what_was_accepted",
        "an accepted task did not run",
        models::drop_runs_what_was_accepted,
    );
}
