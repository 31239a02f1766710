//! The exercise `sleeper`: the reader mends `exercise/sleeper.rs` until the models pass.
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../exercise/sleeper.rs"]
mod pool;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    a_worker_waits_for_a_task,
    every_task_runs_once,
    tasks_can_meet
);
