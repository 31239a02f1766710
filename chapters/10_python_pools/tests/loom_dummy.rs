//! `multiprocessing.dummy.Pool` under loom: the very sources of `src/`, and of the chapters it
//! stands on. `imap` is chapter 6's `map`, and is checked there.
#![allow(dead_code, unused_imports)] // the models use a part of the API

// The seam's other side, as in chapter 4.
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/async_result.rs"]
mod async_result;
#[path = "../src/call.rs"]
mod call;
#[path = "../src/dummy.rs"]
mod dummy;
#[path = "../src/lists.rs"]
mod lists;
#[path = "../src/progress.rs"]
mod progress;
#[path = "../src/share.rs"]
mod share;

#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../07_cancellation/src/claim.rs"]
mod claim;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../07_cancellation/src/future.rs"]
mod future;
#[path = "../../05_futures/src/future.rs"]
mod outcome;
#[path = "../../07_cancellation/src/pool.rs"]
mod pool;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../07_cancellation/src/token.rs"]
mod token;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

mod dummy_models;
#[path = "../../../tests/support/model.rs"]
mod model;
use dummy_models as models;

model::tests!(
    a_map_is_settled_once,
    terminate_against_a_map,
    close_against_a_map,
    terminate_against_a_call,
    close_against_apply_async,
    a_callback_hears_once,
    a_task_may_wait_for_a_map,
    a_timeout_hands_the_result_back,
);
