//! The exercise `late_callback`: the reader mends `exercise/late_callback.rs` until the models pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/late_callback.rs"]
mod future;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/pool.rs"]
mod pool;

seam::tests! {
    models:
        result_waits_for_the_task,
        a_lost_promise_settles_its_future,
        a_panic_settles_its_future,
        error_leaves_the_outcome,
        all_who_wait_hear,
        a_callback_runs_once,
        a_callback_runs_without_the_lock,
        a_late_callback_runs_without_the_lock,
        a_task_runs_without_the_lock,
        a_listener_hears_once,
        a_dropped_future_detaches,
        submit_against_shutdown,
}
