//! Chapter 3 under loom: the very sources of `src/`.
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
        a_task_may_shut_another_pool_down,
        a_task_may_shut_its_pool_down,
        a_panic_is_contained,
}
