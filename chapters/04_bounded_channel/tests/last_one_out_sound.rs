//! The exercise `last_one_out` on our source: the reader's model has to pass.
#![allow(dead_code, unused_imports)] // a channel, and a part of it

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/channel.rs"]
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

#[test]
fn the_source_passes() {
    model::check("last_one_out", model::Bound::Exhaustive, exercise::model);
}
