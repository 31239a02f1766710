//! The exercise `too_late_to_tell`: the reader mends `exercise/too_late_to_tell.rs` until the
//! models pass.

use crate::source::*;

#[path = "../../exercise/too_late_to_tell.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;

seam::tests! {
    models:
        a_death_at_any_step_settles_the_task,
        two_callers_and_one_place,
        terminate_against_a_start,
        terminate_against_a_call_that_ends,
        workers_that_die_at_once_break_the_pool,
        deaths_with_work_between_break_nothing,
}
