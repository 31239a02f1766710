//! Chapter 2: a few workers share one queue.
//!
//! The threads are started once. Tasks wait in a queue, and whichever worker is free
//! takes the oldest. The queue is a `VecDeque` behind a `Mutex`; a `Condvar` lets a worker
//! sleep until there is a task.
//!
//! ```
//! use std::sync::mpsc;
//!
//! let (reply, replies) = mpsc::channel();
//! let pool = chapter2::Pool::new(2);
//! for n in 1..=10 {
//!     let reply = reply.clone();
//!     pool.execute(move || reply.send(n).unwrap());
//! }
//! let sum: u32 = replies.iter().take(10).sum();
//! assert_eq!(sum, 55);
//! ```
//!
//! What is wrong with it, on purpose:
//!
//! - The workers never end. Dropping the pool leaves them asleep for as long as the
//!   program runs, and nobody can wait for the last task.
//! - A task that panics takes its worker with it. After as many panics as there are
//!   workers, tasks wait for ever.
//!
//! `tests/behaviour` shows both. Chapter 3 mends them.

// The seam: std here, loom in `tests/loom.rs`.
use std::{sync, thread};

#[cfg_attr(feature = "exercise-pool-2", path = "../exercise/pool.rs")]
#[cfg_attr(
    all(feature = "exercise-sleeper", not(feature = "exercise-pool-2")),
    path = "../exercise/sleeper.rs"
)]
pub mod pool;

pub use pool::Pool;
