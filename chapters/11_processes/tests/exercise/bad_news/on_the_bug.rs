//! The exercise `bad_news` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../../../exercise/bad_news.rs"]
mod exercise;
#[path = "../../../bugs/the_end_wakes_nobody.rs"]
mod taken;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check("bad_news", seam::model::Bound::Exhaustive, exercise::model);
    });
}
