//! The exercise `from_the_back`: the reader mends the file of that name until the models pass.

use crate::source::*;

#[path = "../../src/pool.rs"]
mod pool;
#[path = "../models/pools.rs"]
mod pools;
#[rustfmt::skip]
#[path = "../../exercise/from_the_back.rs"]
mod queue;
#[path = "../models/queues.rs"]
mod queues;
#[path = "../../src/work.rs"]
mod work;

seam::tests! {
    queues:
        a_producer_waits_for_room,
        two_values_wake_two_workers,
        a_worker_is_woken_again,
        two_places_wake_two_producers,
        the_ends_change_places,
        close_frees_every_producer,
        close_wakes_every_worker,
        push_against_close;
    pools:
        drop_runs_what_was_accepted,
        a_task_may_drop_its_pool,
        a_task_waits_for_a_task,
        shutdown_cancels_what_is_pending,
        no_task_is_stuck_behind_another,
}
