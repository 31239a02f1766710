//! The exercise `whose_lock` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../exercise/whose_lock.rs"]
mod exercise;
#[path = "../../../bugs/closes_at_the_back_only.rs"]
mod queue;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "whose_lock",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
