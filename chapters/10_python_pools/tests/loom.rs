//! Chapter 10 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

#[cfg(not(feature = "exercise"))] // these are about our source, not the reader's
mod bugs;
mod source;

use source::{calls, executors, maps};

seam::tests! {
    executors:
        two_submits_and_one_idle_worker,
        an_idle_worker_is_reused,
        never_more_than_max,
        a_failing_initializer_settles_all,
        shutdown_against_a_start,
        after_closed_no_thread_starts,
        two_threads_shut_down,
        a_task_may_shut_its_executor_down,
        two_tasks_shut_down,
        a_task_that_comes_late_is_cancelled,
        join_waits_for_each_thread;
    maps:
        a_map_is_settled_once,
        terminate_against_a_map,
        terminate_against_map_async,
        close_against_a_map,
        a_worker_that_went_comes_again,
        a_task_may_wait_for_a_map;
    calls:
        terminate_against_a_call,
        close_against_apply_async,
        refused_by_close_one_may_join,
        refused_by_terminate_one_may_join,
        a_callback_hears_once,
        a_timeout_hands_the_result_back,
}
