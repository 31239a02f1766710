//! Chapter 1 under loom: the very source of `src/pool.rs`, with loom's threads and locks.
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
        drop_waits_for_every_task,
        join_waits_for_tasks_of_tasks,
        a_task_may_drop_the_pool,
        a_task_that_joined_is_waited_for,
        a_task_waits_for_the_others,
}
