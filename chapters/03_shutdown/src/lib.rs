//! Chapter 3: a pool that ends.
//!
//! Closing, draining and joining: [`Pool::shutdown`] refuses new tasks, lets the workers
//! run what is queued, and waits for them. Dropping the pool does the same, which makes a
//! Rust scope what Python's `with ThreadPoolExecutor() as pool:` is. A task that panics
//! no longer takes its worker with it.
//!
//! ```
//! use std::sync::{Arc, atomic::{AtomicUsize, Ordering}};
//!
//! # fn main() -> Result<(), chapter3::error::BuildError> {
//! let ended = Arc::new(AtomicUsize::new(0));
//! {
//!     let pool = chapter3::Pool::new(2)?;
//!     for _ in 0..10 {
//!         let ended = Arc::clone(&ended);
//!         let accepted = pool.execute(move || {
//!             ended.fetch_add(1, Ordering::SeqCst);
//!         });
//!         assert!(accepted.is_ok());
//!     }
//! } // closes, drains, joins
//! assert_eq!(ended.load(Ordering::SeqCst), 10);
//! # Ok(())
//! # }
//! ```
//!
//! What is wrong with it: a producer that is faster than the workers fills the memory,
//! since the queue has no limit. Chapter 4 gives it one.

// The seam: std here, loom in `tests/loom.rs`.
use std::{sync, thread, thread_local};

pub mod error;
pub mod panics;
pub mod pool;
#[cfg_attr(feature = "exercise-queue-3", path = "../exercise/queue.rs")]
#[cfg_attr(
    all(feature = "exercise-sleepers", not(feature = "exercise-queue-3")),
    path = "../exercise/sleepers.rs"
)]
pub mod queue;
pub mod task;
mod worker;
#[cfg_attr(feature = "exercise-workers-3", path = "../exercise/workers.rs")]
pub mod workers;

pub use pool::Pool;
