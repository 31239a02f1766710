//! The exercise `second_task` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../exercise/second_task.rs"]
mod exercise;
#[path = "../../../bugs/join_under_lock.rs"]
mod pool;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "second_task",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
