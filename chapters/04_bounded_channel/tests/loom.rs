//! Chapter 4 under loom: the very sources of `src/`, and of chapter 3 where they are used.
#![allow(dead_code)] // the models use a part of the API

// The seam's other side. `sync` is loom's too, with condvars that an imp can wake, and
// with a clock that an imp can put forward.
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[cfg_attr(feature = "exercise-channel", path = "../exercise/channel.rs")]
#[cfg_attr(not(feature = "exercise-channel"), path = "../src/channel.rs")]
mod channel;
#[path = "../src/deadline.rs"]
mod deadline;
#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[cfg_attr(feature = "exercise-queue-4", path = "../exercise/queue.rs")]
#[cfg_attr(not(feature = "exercise-queue-4"), path = "../src/queue.rs")]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;

model::tests!(
    a_sender_waits_for_room,
    two_senders_and_two_receivers,
    try_recv_makes_room,
    try_send_wakes_a_receiver,
    a_timeout_wastes_no_wakeup,
    send_times_out_or_sends,
    the_last_sender_closes,
    the_last_receiver_closes,
    send_against_close,
    try_send_against_close,
    drop_runs_what_was_accepted,
    shutdown_frees_a_waiting_producer,
    a_task_may_drop_its_pool,
    a_task_never_waits_for_room,
);
