//! Whoever is woken for room and then dropped takes the wake-up along.
#![allow(dead_code, unused_imports)] // one model of many

use std::sync::Arc as StdArc;
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/abort.rs"]
mod abort;
#[path = "../src/block_on.rs"]
mod block_on;
#[path = "../src/combine.rs"]
mod combine;
#[path = "../src/executor.rs"]
mod executor;
#[path = "../src/future.rs"]
mod future;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../bugs/room_wake_dropped.rs"]
mod room;
#[path = "../src/timer.rs"]
mod timer;
#[path = "../src/waker.rs"]
mod waker;

use chapter7::Pending;
#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../07_cancellation/src/claim.rs"]
mod claim;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../05_futures/src/future.rs"]
mod outcome;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn a_dropped_waiter_passes_its_wake_on() {
    planted::must_fail(
        "a_dropped_waiter_passes_its_wake_on",
        "deadlock",
        models::a_dropped_waiter_passes_its_wake_on,
    );
}
