//! The exercise `the_last_recruit` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../src/executor.rs"]
mod executor;
#[path = "../../../exercise/the_last_recruit.rs"]
mod exercise;
#[path = "../../../bugs/starts_after_close.rs"]
mod lazy_workers;
#[path = "../../../src/worker.rs"]
mod worker;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "the_last_recruit",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
