//! The exercise `too_late_to_tell`: the reader mends `exercise/too_late_to_tell.rs` until the
//! models pass.

use crate::source::*;

#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;
#[rustfmt::skip]
#[path = "../../exercise/too_late_to_tell.rs"]
mod taken;

seam::tests! {
    models:
        a_death_at_any_step_settles_the_task,
        two_callers_and_one_place,
        terminate_against_a_start,
        terminate_against_a_call_that_ends,
        both_joins_wait_for_all,
        workers_that_die_at_once_break_the_pool,
        all_who_wait_hear_that_it_is_broken,
        deaths_with_work_between_break_nothing,
        a_pause_ends,
}
