//! The exercise `sleepers`: the reader mends `exercise/sleepers.rs` until the models pass.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;
#[rustfmt::skip]
#[path = "../../exercise/sleepers.rs"]
mod queue;
#[path = "../../src/worker.rs"]
mod worker;

seam::tests! {
    models:
        pop_waits_for_a_value,
        close_wakes_every_pop,
        two_values_wake_two,
        one_value_and_the_end,
        accepted_values_are_handed_out,
        drop_runs_what_was_accepted,
        execute_against_shutdown,
        two_threads_shut_down,
        join_waits_for_each_worker,
        two_tasks_shut_down,
        a_task_may_shut_its_pool_down,
        a_panic_is_contained,
}
