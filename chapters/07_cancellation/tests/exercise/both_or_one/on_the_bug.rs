//! The exercise `both_or_one` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../bugs/cancel_after_start.rs"]
mod claim;
#[path = "../../../exercise/both_or_one.rs"]
mod exercise;
#[path = "../../../src/future.rs"]
mod future;
#[path = "../../../src/help.rs"]
mod help;
#[path = "../../../src/job.rs"]
mod job;
#[path = "../../../src/pool.rs"]
mod pool;
#[path = "../../../src/worker.rs"]
mod worker;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "both_or_one",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
