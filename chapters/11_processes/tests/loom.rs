//! Chapter 11 under loom: the dispatcher and what it stands on, with a model of a worker that may
//! die at any step. loom cannot follow a socket; those are tested with real processes, in
//! `tests/behaviour`.
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
        a_death_at_any_step_settles_the_task,
        two_callers_and_one_place,
        two_places_wake_two,
        terminate_against_a_start,
        terminate_against_a_call_that_ends,
        both_joins_wait_for_all,
        a_join_waits_for_who_is_busy,
        the_last_one_back_tells_both,
        workers_that_die_at_once_break_the_pool,
        all_who_wait_hear_that_it_is_broken,
        all_who_wait_hear_that_it_is_hopeless,
        all_who_wait_hear_of_the_end,
        one_place_and_the_end,
        deaths_with_work_between_break_nothing,
        a_pause_ends,
        a_pause_ends_for_all,
}
