//! Chapter 12: where the time goes, and a pool that leaves out what is not needed.
//!
//! All that chapter 8 promises, on a [`queue`] with two ends and a lock for each, where nobody is
//! woken twice for the same task. [`Pool::execute_all`] puts many tasks in at once.
//!
//! ```
//! use std::sync::{Arc, atomic::{AtomicUsize, Ordering}};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pool = chapter12::Pool::new(4, 1_024)?;
//! let ran = Arc::new(AtomicUsize::new(0));
//! let tasks = (0..100).map(|_| {
//!     let ran = Arc::clone(&ran);
//!     move || {
//!         ran.fetch_add(1, Ordering::Relaxed);
//!     }
//! });
//! assert!(pool.execute_all(tasks).is_ok());
//! let six = pool.submit(|| 6)?; // a future, as in chapter 8
//! assert_eq!(six.result()? * 7, 42);
//! drop(pool); // closes, drains, joins
//! assert_eq!(ran.load(Ordering::Relaxed), 100);
//! # Ok(())
//! # }
//! ```

// A piece that is still to be written calls nothing yet.
#![cfg_attr(feature = "exercise-queue-12", allow(dead_code))]

// The seam: std here, loom in `tests/loom.rs`. Only std's `Arc` can become one of a trait.
use std::sync::Arc as StdArc;
use std::{sync, thread, time};

pub mod counted;
pub mod one_allocation;
pub mod patience;
pub mod pool;
#[cfg_attr(feature = "exercise-queue-12", path = "../exercise/queue.rs")]
#[cfg_attr(
    all(feature = "exercise-from-the-back", not(feature = "exercise-queue-12")),
    path = "../exercise/from_the_back.rs"
)]
pub mod queue;
pub mod rungs;
pub mod stealing;
mod submit;
pub mod work;
pub mod yields;

// What has not changed. Chapter 7 goes by the name of what it is about.
use chapter3::workers;
use chapter4::{channel, deadline, sleepers};
use chapter6 as many;
use chapter7 as cancellation;
pub use chapter8::{Pending, error, future, panics, task};

pub use future::Future;
pub use pool::Pool;
