//! Chapter 11 under loom: the dispatcher, with a model of a worker that may die at any step.
//! loom cannot follow a pipe; those are tested with real processes, in `behaviour.rs`.
#![allow(dead_code, unused_imports)] // the models use a part of the API

// The seam's other side, as in chapter 4.
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[cfg_attr(feature = "exercise-dispatcher", path = "../exercise/dispatcher.rs")]
#[cfg_attr(not(feature = "exercise-dispatcher"), path = "../src/dispatcher.rs")]
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
