//! The exercise `early_leaver`: the reader mends `exercise/early_leaver.rs` until the models pass.
#![allow(dead_code, unused_imports)] // a part of each file

#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::thread;

#[path = "../exercise/early_leaver.rs"]
mod pool;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    drop_waits_for_every_task,
    join_waits_for_tasks_of_tasks,
    a_task_may_drop_the_pool
);
