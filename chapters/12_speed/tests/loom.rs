//! Chapter 12 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

#[cfg(not(feature = "exercise"))] // these are about our source, not the reader's
mod bugs;
mod source;

use source::{pools, queues, rungs};

seam::tests! {
    queues:
        a_producer_waits_for_room,
        two_values_wake_two_workers,
        a_worker_is_woken_again,
        who_wakes_wakes_the_next,
        two_places_wake_two_producers,
        the_ends_change_places,
        close_frees_every_producer,
        close_wakes_every_worker,
        one_value_and_the_end,
        one_place_and_the_end,
        push_against_close;
    pools:
        drop_runs_what_was_accepted,
        a_task_may_drop_its_pool,
        a_task_waits_for_a_task,
        shutdown_cancels_what_is_pending,
        no_task_is_stuck_behind_another;
    rungs:
        the_count_misses_nobody,
        it_yields_and_then_sleeps,
        a_batch_can_be_stolen,
        who_steals_wakes_the_next,
        a_batch_makes_room_for_two,
        room_beside_a_rest_is_room,
        a_producer_waits_beside_batches,
        close_ends_all_who_steal,
        the_result_is_waited_for,
}
