//! The exercise `only_a_signal` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../bugs/room_for_one.rs"]
mod as_completed;
#[path = "../../../exercise/only_a_signal.rs"]
mod exercise;
#[path = "../../../src/wait.rs"]
mod wait;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "only_a_signal",
            seam::model::Bound::Preemptions(3),
            exercise::model,
        );
    });
}
