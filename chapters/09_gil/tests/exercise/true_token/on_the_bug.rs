//! The exercise `true_token` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../exercise/true_token.rs"]
mod exercise;
#[path = "../../../bugs/panic_keeps_it_free.rs"]
mod gil;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "true_token",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
