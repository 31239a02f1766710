//! Chapter 9 under loom: the GIL and `strtok`. C is not something that loom can follow.
#![allow(dead_code)] // the models use a part of the API

// The seam's other side, as in chapter 4.
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;
use sync::time;

#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[cfg_attr(feature = "exercise-gil", path = "../exercise/gil.rs")]
#[cfg_attr(not(feature = "exercise-gil"), path = "../src/gil.rs")]
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
