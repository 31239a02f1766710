//! The exercise `last_one_out` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../bugs/last_sender_unseen.rs"]
mod channel;
#[path = "../../../exercise/last_one_out.rs"]
mod exercise;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check(
            "last_one_out",
            seam::model::Bound::Exhaustive,
            exercise::model,
        );
    });
}
