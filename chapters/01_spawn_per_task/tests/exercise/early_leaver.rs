//! The exercise `early_leaver`: the reader mends `exercise/early_leaver.rs` until the models pass.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[rustfmt::skip]
#[path = "../../exercise/early_leaver.rs"]
mod pool;

seam::tests! {
    models:
        drop_waits_for_every_task,
        join_waits_for_tasks_of_tasks,
        a_task_may_drop_the_pool,
        a_task_that_joined_is_waited_for,
}
