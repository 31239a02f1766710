//! Chapter 8 under loom: the very sources of `src/`, and of the chapters it stands on.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

#[cfg(not(feature = "exercise"))] // these are about our source, not the reader's
mod bugs;
mod source;

use source::{awaits, rooms, timers};

seam::tests! {
    awaits:
        register_against_wake,
        replace_against_wake,
        drop_against_wake,
        a_waker_may_take_locks,
        a_waker_may_use_its_slot,
        many_wakes_are_one,
        select_gives_the_loser_back,
        join_all_waits_for_all,
        abort_against_start,
        the_executor_hears_every_wake,
        who_is_not_woken_is_not_polled,
        wakes_that_meet_are_all_heard;
    rooms:
        who_waits_for_room_gets_it,
        two_wait_for_room,
        two_places_wake_two,
        a_waker_may_use_the_room,
        a_dropped_waiter_passes_its_wake_on,
        a_second_wake_is_passed_on,
        closing_wakes_all_who_wait_for_room,
        submit_async_against_shutdown,
        who_waits_for_room_hears_of_the_end;
    timers:
        a_sleeper_wakes,
        a_sleeper_outlives_its_timer,
        a_timer_that_is_cancelled_lets_nobody_sleep,
        all_who_are_late_wake,
        a_waker_may_use_the_timer,
}
