//! Chapter 5 under loom: the very sources of `src/`, and of the chapters it stands on.
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
        result_waits_for_the_task,
        a_lost_promise_settles_its_future,
        a_panic_settles_its_future,
        error_leaves_the_outcome,
        all_who_wait_hear,
        a_timeout_hands_the_future_back,
        a_wakeup_is_no_timeout,
        what_came_in_time_is_heard,
        a_callback_runs_once,
        a_callback_runs_without_the_lock,
        a_late_callback_runs_without_the_lock,
        a_task_runs_without_the_lock,
        a_listener_hears_once,
        result_does_not_wait_for_listeners,
        a_dropped_future_detaches,
        submit_against_shutdown,
        try_submit_against_shutdown,
}
