//! Chapter 1 under loom: the very source of `src/pool.rs`, with loom's threads and locks.
#![allow(dead_code)] // the models use a part of the API

// The seam's other side. What `crate::sync` and `crate::thread` mean is decided here.
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[cfg_attr(feature = "exercise-pool-1", path = "../exercise/pool.rs")]
#[cfg_attr(not(feature = "exercise-pool-1"), path = "../src/pool.rs")]
mod pool;

model::tests!(
    drop_waits_for_every_task,
    join_waits_for_tasks_of_tasks,
    a_task_may_drop_the_pool,
);
