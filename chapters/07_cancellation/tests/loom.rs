//! Chapter 7 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

#[cfg(not(feature = "exercise"))] // these are about our source, not the reader's
mod bugs;
mod source;

use source::{claims, crews, pools, tokens};

seam::tests! {
    claims:
        cancel_against_start,
        two_cancels,
        cancel_against_wait,
        two_claims,
        who_loses_sees_what_the_winner_did,
        a_task_may_ask_its_own_claim;
    crews:
        two_wait_at_once,
        the_last_one_waits_for_one,
        who_has_woken_is_awake,
        a_free_worker_comes_late,
        a_sleeper_becomes_free,
        what_is_done_is_not_running;
    pools:
        a_dropped_job_settles_its_future,
        a_task_waits_for_a_task,
        shutdown_cancels_what_is_pending,
        submit_against_shutdown,
        a_task_that_comes_late_is_cancelled,
        shutdown_gives_up_in_time,
        two_threads_wait_for_the_end;
    tokens:
        token_against_task,
        all_who_sleep_hear,
        a_child_wakes_its_own,
        a_parent_wakes_its_child,
        what_came_before_the_cancel_is_seen,
        a_wakeup_ends_no_pause,
        a_deadline_is_a_cancellation,
}
