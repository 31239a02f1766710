//! Chapter 11 under loom: the dispatcher, with a model of a worker that may die at any step.
//! loom cannot follow a pipe; those are tested with real processes, in `behaviour.rs`.
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
        terminate_against_a_start,
        terminate_against_a_call_that_ends,
        workers_that_die_at_once_break_the_pool,
        deaths_with_work_between_break_nothing,
}
