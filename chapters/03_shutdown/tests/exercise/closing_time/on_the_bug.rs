//! The exercise `closing_time` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../exercise/closing_time.rs"]
mod exercise;
#[path = "../../../src/pool.rs"]
mod pool;
#[path = "../../../bugs/close_notifies_one.rs"]
mod queue;
#[path = "../../../src/worker.rs"]
mod worker;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "closing_time",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
