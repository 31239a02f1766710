//! Chapter 6's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side.
pub use seam::{sync, thread, thread_local, time};

#[path = "../../src/arrivals.rs"]
pub mod arrivals;
#[cfg_attr(
    feature = "exercise-as-completed",
    path = "../../exercise/as_completed.rs"
)]
#[cfg_attr(
    not(feature = "exercise-as-completed"),
    path = "../../src/as_completed.rs"
)]
pub mod as_completed;
#[path = "../../src/completion.rs"]
pub mod completion;
#[path = "../../src/feed.rs"]
pub mod feed;
#[path = "../../src/inputs.rs"]
pub mod inputs;
#[path = "../../src/list.rs"]
pub mod list;
#[path = "../../src/map.rs"]
pub mod map;
#[path = "../../src/submit.rs"]
pub mod submit;
#[path = "../../src/unordered.rs"]
pub mod unordered;
#[cfg_attr(feature = "exercise-wait-6", path = "../../exercise/wait.rs")]
#[cfg_attr(
    all(feature = "exercise-silent-one", not(feature = "exercise-wait-6")),
    path = "../../exercise/silent_one.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-wait-6", feature = "exercise-silent-one")),
    path = "../../src/wait.rs"
)]
pub mod wait;

#[path = "../../../04_bounded_channel/src/pool.rs"]
pub mod bounded;
#[path = "../../../04_bounded_channel/src/channel.rs"]
pub mod channel;
#[path = "../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;
#[path = "../../../05_futures/src/error.rs"]
pub mod error;
#[path = "../../../05_futures/src/future.rs"]
pub mod future;
#[path = "../../../03_shutdown/src/panics.rs"]
pub mod panics;
#[path = "../../../05_futures/src/pool.rs"]
pub mod pool;
#[path = "../../../04_bounded_channel/src/queue.rs"]
pub mod queue;
#[path = "../../../04_bounded_channel/src/sleepers.rs"]
pub mod sleepers;
#[path = "../../../03_shutdown/src/task.rs"]
pub mod task;
#[path = "../../../04_bounded_channel/src/worker.rs"]
pub mod worker;
#[path = "../../../03_shutdown/src/workers.rs"]
pub mod workers;

#[path = "../models/maps.rs"]
pub mod maps;
#[path = "../models/waits.rs"]
pub mod waits;
