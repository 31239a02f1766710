//! The exercise `bad_news` on our source: the reader's model has to pass.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/dispatcher.rs"]
mod dispatcher;

#[path = "../exercise/bad_news.rs"]
mod exercise;
#[path = "../../../tests/support/model.rs"]
mod model;

#[test]
fn the_source_passes() {
    model::check("bad_news", model::Bound::Exhaustive, exercise::model);
}
