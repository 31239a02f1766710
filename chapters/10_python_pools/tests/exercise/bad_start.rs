//! The exercise `bad_start`: the reader mends `exercise/bad_start.rs` until the models pass.

use crate::source::*;

#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../src/lazy_workers.rs"]
mod lazy_workers;
#[rustfmt::skip]
#[path = "../../exercise/bad_start.rs"]
mod worker;

seam::tests! {
    executors:
        two_submits_and_one_idle_worker,
        an_idle_worker_is_reused,
        never_more_than_max,
        a_failing_initializer_settles_all,
        shutdown_against_a_start,
        two_threads_shut_down,
        a_task_may_shut_its_executor_down,
        join_waits_for_each_thread,
}
