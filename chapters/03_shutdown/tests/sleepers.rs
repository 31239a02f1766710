//! The exercise `sleepers`: the reader mends `exercise/sleepers.rs` until the models pass.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../exercise/sleepers.rs"]
mod queue;
#[path = "../src/task.rs"]
mod task;
#[path = "../src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    pop_waits_for_a_value,
    close_wakes_every_pop,
    accepted_values_are_handed_out,
    drop_runs_what_was_accepted,
    execute_against_shutdown,
    two_threads_shut_down,
    a_task_may_shut_its_pool_down,
    a_panic_is_contained
);
