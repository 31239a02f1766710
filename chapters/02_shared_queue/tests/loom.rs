//! Chapter 2 under loom: the very source of `src/pool.rs`.
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
        a_worker_waits_for_a_task,
        every_task_runs_once,
        tasks_can_meet,
        a_task_may_execute_another,
}
