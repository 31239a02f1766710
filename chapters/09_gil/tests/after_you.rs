//! The exercise `after_you`: the reader mends `exercise/after_you.rs` until the models pass.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../exercise/after_you.rs"]
mod gil;
#[path = "../src/strtok.rs"]
mod strtok;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    never_two_holders,
    taken_back_after_allow_threads,
    taken_back_after_a_panic,
    a_checkpoint_hands_over,
    nobody_starves,
    two_ask,
    a_nested_with_is_refused,
    locked_words_are_not_mixed,
);
