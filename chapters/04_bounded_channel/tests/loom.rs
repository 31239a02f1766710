//! Chapter 4 under loom: the very sources of `src/`, and of chapter 3 where they are used.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

#[cfg(not(feature = "exercise"))] // these are about our source, not the reader's
mod bugs;
mod source;

use source::{channels, pools};

seam::tests! {
    channels:
        a_sender_waits_for_room,
        two_senders_and_two_receivers,
        two_values_wake_two,
        two_tried_values_wake_two,
        two_places_wake_two,
        two_tried_places_wake_two,
        try_recv_makes_room,
        try_send_wakes_a_receiver,
        a_timeout_wastes_no_wakeup,
        a_timeout_wastes_no_room,
        what_came_in_time_is_received,
        who_gives_up_wakes_the_next,
        a_wakeup_is_no_timeout,
        send_times_out_or_sends,
        the_last_sender_closes,
        the_last_receiver_closes,
        the_last_of_two_senders_closes,
        the_last_of_two_receivers_closes,
        what_nobody_will_receive_is_dropped,
        close_wakes_every_receiver,
        close_wakes_every_sender,
        one_value_and_the_end,
        one_place_and_the_end,
        send_against_close,
        try_send_against_close;
    pools:
        drop_runs_what_was_accepted,
        shutdown_frees_a_waiting_producer,
        a_task_may_drop_its_pool,
        a_task_never_waits_for_room,
}
