//! The exercise `true_token` on the bug: the reader's model has to catch it.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../bugs/panic_keeps_it_free.rs"]
mod gil;

#[path = "../exercise/true_token.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn the_bug_is_caught() {
    planted::must_fail_somehow("the_bug_is_caught", || {
        model::check("true_token", model::Bound::Exhaustive, exercise::model);
    });
}
