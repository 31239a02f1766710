//! Chapter 12's files over loom: `tests/loom.rs` runs the models on them. A planted bug takes
//! most of them from here.

/// A part of the seam, too: what is patience here, is one more look, and at once.
pub mod patience {
    use std::ops::Range;

    #[derive(Default)]
    pub struct Patience(());

    impl Patience {
        pub fn looks(&self) -> Range<usize> {
            0..1
        }
        pub fn pause(&self, _look: usize) {}
    }
}

// The seam's other side. Wakers are std's, and wake what loom can see.
pub use seam::{sync, thread, thread_local, time};
pub use std::sync::Arc as StdArc;

pub mod cancellation;
pub use cancellation::{channel, pool::Pending};

#[path = "../../src/counted.rs"]
pub mod counted;
pub use counted::queue as counted_queue;
#[path = "../../src/one_allocation.rs"]
pub mod one_allocation;
#[path = "../../src/pool.rs"]
pub mod pool;
#[cfg_attr(feature = "exercise-queue-12", path = "../../exercise/queue.rs")]
#[cfg_attr(
    all(feature = "exercise-from-the-back", not(feature = "exercise-queue-12")),
    path = "../../exercise/from_the_back.rs"
)]
#[cfg_attr(
    not(any(feature = "exercise-queue-12", feature = "exercise-from-the-back")),
    path = "../../src/queue.rs"
)]
pub mod queue;
#[path = "../../src/stealing.rs"]
pub mod stealing;
#[path = "../../src/work.rs"]
pub mod work;
#[path = "../../src/yields.rs"]
pub mod yields;

#[path = "../../../04_bounded_channel/src/deadline.rs"]
pub mod deadline;
#[path = "../../../05_futures/src/error.rs"]
pub mod error;
#[path = "../../../08_async/src/future.rs"]
pub mod future;
#[path = "../../../05_futures/src/future.rs"]
pub mod outcome;
#[path = "../../../03_shutdown/src/panics.rs"]
pub mod panics;
#[path = "../../../04_bounded_channel/src/sleepers.rs"]
pub mod sleepers;
#[path = "../../../03_shutdown/src/task.rs"]
pub mod task;
#[path = "../../../08_async/src/waker.rs"]
pub mod waker;
#[path = "../../../03_shutdown/src/workers.rs"]
pub mod workers;

#[path = "../models/pools.rs"]
pub mod pools;
#[path = "../models/queues.rs"]
pub mod queues;
#[path = "../models/rungs.rs"]
pub mod rungs;
