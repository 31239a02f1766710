//! Chapter 2 under loom: the very source of `src/pool.rs`.
#![allow(dead_code)] // the models use a part of the API

// The seam's other side. `sync` is loom's too, with condvars that an imp can wake.
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[cfg_attr(feature = "exercise-pool-2", path = "../exercise/pool.rs")]
#[cfg_attr(not(feature = "exercise-pool-2"), path = "../src/pool.rs")]
mod pool;

model::tests!(
    a_worker_waits_for_a_task,
    every_task_runs_once,
    tasks_can_meet,
);
