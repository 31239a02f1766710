//! The exercise `last_one_out` on the bug: the reader's model has to catch it.
#![allow(dead_code, unused_imports)] // a channel, and a part of it

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../bugs/last_sender_unseen.rs"]
mod channel;
#[path = "../src/deadline.rs"]
mod deadline;
#[path = "../src/error.rs"]
mod error;
#[path = "../src/queue.rs"]
mod queue;

#[path = "../exercise/last_one_out.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn the_bug_is_caught() {
    planted::must_fail_somehow("the_bug_is_caught", || {
        model::check("last_one_out", model::Bound::Exhaustive, exercise::model);
    });
}
