//! Chapter 8's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side. Wakers are std's, and wake what loom can see.
pub use seam::{sync, thread, thread_local, time};
pub use std::sync::Arc as StdArc;

pub mod cancellation;
pub use cancellation::Pending;

#[path = "../../src/abort.rs"]
pub mod abort;
#[cfg_attr(feature = "exercise-block-on", path = "../../exercise/block_on.rs")]
#[cfg_attr(not(feature = "exercise-block-on"), path = "../../src/block_on.rs")]
pub mod block_on;
#[path = "../../src/combine.rs"]
pub mod combine;
#[cfg_attr(feature = "exercise-executor-8", path = "../../exercise/executor.rs")]
#[cfg_attr(not(feature = "exercise-executor-8"), path = "../../src/executor.rs")]
pub mod executor;
#[path = "../../src/future.rs"]
pub mod future;
#[path = "../../src/pool.rs"]
pub mod pool;
#[path = "../../src/room.rs"]
pub mod room;
#[path = "../../src/timer.rs"]
pub mod timer;
#[cfg_attr(feature = "exercise-waker-8", path = "../../exercise/waker.rs")]
#[cfg_attr(
    all(feature = "exercise-moved-on", not(feature = "exercise-waker-8")),
    path = "../../exercise/moved_on.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-waker-8", feature = "exercise-moved-on")),
    path = "../../src/waker.rs"
)]
pub mod waker;

#[path = "../../../04_bounded_channel/src/channel.rs"]
pub mod channel;
#[path = "../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;
#[path = "../../../05_futures/src/error.rs"]
pub mod error;
#[path = "../../../05_futures/src/future.rs"]
pub mod outcome;
#[path = "../../../03_shutdown/src/panics.rs"]
pub mod panics;
#[path = "../../../04_bounded_channel/src/queue.rs"]
pub mod queue;
#[path = "../../../04_bounded_channel/src/sleepers.rs"]
pub mod sleepers;
#[path = "../../../03_shutdown/src/task.rs"]
pub mod task;
#[path = "../../../03_shutdown/src/workers.rs"]
pub mod workers;

#[path = "../models/awaits.rs"]
pub mod awaits;
#[path = "../models/polling.rs"]
pub mod polling;
#[path = "../models/rooms.rs"]
pub mod rooms;
#[path = "../models/timers.rs"]
pub mod timers;
