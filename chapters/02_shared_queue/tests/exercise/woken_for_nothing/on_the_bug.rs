//! The exercise `woken_for_nothing` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../exercise/woken_for_nothing.rs"]
mod exercise;
#[path = "../../../bugs/if_for_while.rs"]
mod pool;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "woken_for_nothing",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
