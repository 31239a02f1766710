//! The exercise `bad_news` on the bug: the reader's model has to catch it.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/the_end_wakes_nobody.rs"]
mod dispatcher;

#[path = "../exercise/bad_news.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn the_bug_is_caught() {
    planted::must_fail_somehow("the_bug_is_caught", || {
        model::check("bad_news", model::Bound::Exhaustive, exercise::model);
    });
}
