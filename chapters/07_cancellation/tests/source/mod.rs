//! Chapter 7's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

// The seam's other side. Who counts the clones of a crew is std's in both.
pub use seam::{sync, thread, thread_local, time};
pub use std::sync::Arc as StdArc;

#[cfg_attr(feature = "exercise-claim", path = "../../exercise/claim.rs")]
#[cfg_attr(not(feature = "exercise-claim"), path = "../../src/claim.rs")]
pub mod claim;
#[path = "../../src/completion.rs"]
pub mod completion;
#[path = "../../src/crew.rs"]
pub mod crew;
#[path = "../../src/future.rs"]
pub mod future;
#[path = "../../src/help.rs"]
pub mod help;
#[path = "../../src/job.rs"]
pub mod job;
#[path = "../../src/pool.rs"]
pub mod pool;
#[cfg_attr(feature = "exercise-token", path = "../../exercise/token.rs")]
#[cfg_attr(
    all(feature = "exercise-unheard", not(feature = "exercise-token")),
    path = "../../exercise/unheard.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-token", feature = "exercise-unheard")),
    path = "../../src/token.rs"
)]
pub mod token;
#[path = "../../src/worker.rs"]
pub mod worker;

pub mod many;

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

#[path = "../models/claims.rs"]
pub mod claims;
#[path = "../models/crews.rs"]
pub mod crews;
#[path = "../models/pools.rs"]
pub mod pools;
#[path = "../models/tokens.rs"]
pub mod tokens;
