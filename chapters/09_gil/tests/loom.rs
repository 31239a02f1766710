//! Chapter 9 under loom: the GIL and `strtok`. C is not something that loom can follow.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

#[cfg(not(feature = "exercise"))] // these are about our source, not the reader's
mod bugs;
mod source;

use source::models;

seam::tests! {
    models:
        never_two_holders,
        taken_back_after_allow_threads,
        taken_back_after_a_panic,
        a_checkpoint_hands_over,
        nobody_starves,
        two_ask,
        who_asked_is_not_forgotten,
        two_wait_and_both_get_it,
        nobody_gives_way_before_the_interval,
        a_nested_with_is_refused,
        locked_words_are_not_mixed,
}
