//! The exercise `after_you`: the reader mends `exercise/after_you.rs` until the models pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/after_you.rs"]
mod gil;
#[path = "../models/mod.rs"]
mod models;

seam::tests! {
    models:
        never_two_holders,
        taken_back_after_allow_threads,
        taken_back_after_a_panic,
        a_checkpoint_hands_over,
        nobody_starves,
        two_ask,
        two_wait_and_both_get_it,
        nobody_gives_way_before_the_interval,
        a_nested_with_is_refused,
        locked_words_are_not_mixed,
}
