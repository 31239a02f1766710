//! The exercise `too_late_to_tell`: the reader mends `exercise/too_late_to_tell.rs` until the
//! models pass.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../exercise/too_late_to_tell.rs"]
mod dispatcher;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    a_death_at_any_step_settles_the_task,
    two_callers_and_one_place,
    terminate_against_a_start,
    terminate_against_a_call_that_ends,
    workers_that_die_at_once_break_the_pool,
    deaths_with_work_between_break_nothing,
);
