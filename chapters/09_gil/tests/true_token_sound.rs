//! The exercise `true_token` on our source: the reader's model has to pass.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../src/gil.rs"]
mod gil;

#[path = "../exercise/true_token.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;

#[test]
fn the_source_passes() {
    model::check("true_token", model::Bound::Exhaustive, exercise::model);
}
