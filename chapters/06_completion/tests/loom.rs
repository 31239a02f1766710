//! Chapter 6 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

#[cfg(not(feature = "exercise"))] // these are about our source, not the reader's
mod bugs;
mod source;

use source::{maps, waits};

seam::tests! {
    waits:
        as_completed_hands_out_each_once,
        a_timeout_hands_the_rest_back,
        as_completed_may_be_dropped_early,
        wait_for_the_first,
        wait_for_the_first_exception,
        wait_hands_out_all_that_is_done,
        wait_for_all,
        wait_gives_up_in_time,
        who_wakes_was_ready;
    maps:
        map_keeps_the_order,
        map_is_never_further_ahead,
        a_panic_takes_one_item,
        the_inputs_panic_comes_in_its_place,
        map_unordered_waits_for_any,
        map_unordered_loses_none,
        map_against_shutdown,
        map_may_be_dropped_early,
}
