//! Chapter 3 under loom: the very sources of `src/`.
#![allow(dead_code)] // the models use a part of the API

// The seam's other side. `sync` is loom's too, with condvars that an imp can wake.
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[cfg_attr(feature = "exercise-queue-3", path = "../exercise/queue.rs")]
#[cfg_attr(not(feature = "exercise-queue-3"), path = "../src/queue.rs")]
mod queue;
#[path = "../src/task.rs"]
mod task;
#[cfg_attr(feature = "exercise-workers-3", path = "../exercise/workers.rs")]
#[cfg_attr(not(feature = "exercise-workers-3"), path = "../src/workers.rs")]
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
    a_panic_is_contained,
);
