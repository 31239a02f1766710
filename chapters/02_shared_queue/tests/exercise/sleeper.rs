//! The exercise `sleeper`: the reader mends `exercise/sleeper.rs` until the models pass.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[rustfmt::skip]
#[path = "../../exercise/sleeper.rs"]
mod pool;

seam::tests! {
    models:
        a_worker_waits_for_a_task,
        every_task_runs_once,
        tasks_can_meet,
        a_task_may_execute_another,
}
