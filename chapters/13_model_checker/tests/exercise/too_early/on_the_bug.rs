//! The exercise `too_early` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../exercise/too_early.rs"]
mod exercise;
#[path = "../../../bugs/wakes_too_early.rs"]
mod turns;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check("too_early", seam::model::Bound::Exhaustive, exercise::model);
    });
}
