//! The slot's lock is held while the waker is woken, and the waker takes another lock.
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
#[path = "../src/room.rs"]
mod room;
#[path = "../src/timer.rs"]
mod timer;
#[path = "../bugs/wake_under_lock.rs"]
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
fn a_waker_may_take_locks() {
    planted::must_fail(
        "a_waker_may_take_locks",
        "deadlock",
        models::a_waker_may_take_locks,
    );
}
