//! The exercise `two_who_wait` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../exercise/two_who_wait.rs"]
mod exercise;
#[path = "../../../bugs/one_waiter_woken.rs"]
mod future;
#[path = "../../../src/pool.rs"]
mod pool;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "two_who_wait",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
