//! Chapter 10: Python's two thread pools.
//!
//! [`ThreadPoolExecutor`] is that of `concurrent.futures`: threads that start when they are
//! needed, futures, `map`, `shutdown`. All that it stands on was built before.
//!
//! ```
//! use chapter10::{ThreadPoolExecutor, as_completed};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let executor = ThreadPoolExecutor::builder().max_workers(4).build()?;
//! let futures = (1..=4_u32)
//!     .map(|n| executor.submit(move || n * n))
//!     .collect::<Result<Vec<_>, _>>()?;
//! let mut squares = Vec::new();
//! for future in as_completed(futures) {
//!     squares.push(future.result()?);
//! }
//! squares.sort();
//! assert_eq!(squares, [1, 4, 9, 16]);
//! # Ok(())
//! # } // the executor goes here, as at the end of Python's `with`
//! ```
//!
//! [`Pool`] is that of `multiprocessing.dummy`: all threads at once, maps in chunks, results
//! to come with callbacks, and `close`, `terminate` and `join`.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pool = chapter10::Pool::new(4, 16)?;
//! let squares: Result<Vec<u32>, _> = pool.map(1..5_u32, None, |n| n * n)?.into_iter().collect();
//! assert_eq!(squares?, [1, 4, 9, 16]);
//! assert!(pool.join().is_err(), "first close, or terminate");
//! pool.close();
//! pool.join()?;
//! # Ok(())
//! # }
//! ```

// The seam: std here, loom in `tests/loom.rs`.
use std::{sync, thread, time};

pub mod async_result;
pub mod broken;
pub mod builder;
mod call;
mod desk;
pub mod dummy;
pub mod dummy_imap;
pub mod dummy_map;
pub use dummy_map as lists; // so it was called
pub mod executor;
pub mod executor_map;
#[cfg_attr(
    feature = "exercise-lazy-workers",
    path = "../exercise/lazy_workers.rs"
)]
pub mod lazy_workers;
pub mod mapped;
mod progress;
pub mod settled;
mod share;
#[cfg_attr(feature = "exercise-bad-start", path = "../exercise/bad_start.rs")]
mod worker;

// What has not changed.
use chapter4::channel;
use chapter5::future as outcome;
pub use chapter5::{deadline, error, panics, task};
use chapter7::{crew, future, help, job, pool, token};

pub use async_result::{AsyncResult, NotReady};
pub use broken::{BrokenThreadPool, SubmitError, Why};
pub use builder::Builder;
pub use chapter6::{Completion, Submit, SubmitTask, When, as_completed, wait};
pub use dummy::Pool;
pub use executor::{Future, ThreadPoolExecutor, Wait};
pub use pool::Pending;
