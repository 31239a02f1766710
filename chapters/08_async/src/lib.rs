//! Chapter 8: waiting without a thread.
//!
//! The same [`Future`] is a `std::future::Future`: a task that awaits it leaves a waker
//! ([`waker`]) that the worker wakes when the outcome is there. `submit_async` waits for
//! room in the queue in the same way ([`room`]), and a [`Timer`] for the time. So one thread
//! waits for thousands of tasks: [`block_on()`] for one future, an [`Executor`] for many.
//!
//! ```
//! use chapter8::{Pool, block_on, combine::join_all};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pool = Pool::new(4, 1)?; // room for one, so most of the submissions have to wait
//! let squares = block_on(join_all((1..=9_u32).map(|n| {
//!     let pool = &pool;
//!     async move {
//!         let square = pool.submit_async(move || n * n).await.expect("it is open");
//!         square.await
//!     }
//! })));
//! let squares: Vec<u32> = squares.into_iter().collect::<Result<_, _>>()?;
//! assert_eq!(squares, [1, 4, 9, 16, 25, 36, 49, 64, 81]);
//! # Ok(())
//! # }
//! ```
//!
//! Dropping a future detaches its task, also in the middle of an await. Dropping an
//! [`AbortOnDrop`] cancels it if it has not started.

// The seam: std here, loom in `tests/loom.rs`. But a `Waker` is made from std's `Arc` and no
// other, so that one is std's in both.
use std::sync::Arc as StdArc;
use std::{sync, time};

pub mod abort;
#[cfg_attr(feature = "exercise-block-on", path = "../exercise/block_on.rs")]
pub mod block_on;
pub mod combine;
mod completion;
#[cfg_attr(feature = "exercise-executor-8", path = "../exercise/executor.rs")]
pub mod executor;
pub mod future;
pub mod pool;
pub mod room;
pub mod timer;
#[cfg_attr(feature = "exercise-waker-8", path = "../exercise/waker.rs")]
#[cfg_attr(
    all(feature = "exercise-moved-on", not(feature = "exercise-waker-8")),
    path = "../exercise/moved_on.rs"
)]
pub mod waker;

// What has not changed. Chapter 5's futures go by the name of what they are here, and chapter
// 7, whose pool and future are inside those of this chapter, by that of what it is about.
use chapter5::future as outcome;
use chapter7 as cancellation;
pub use chapter7::{CancelToken, Pending, deadline, error, panics, task};

pub use abort::AbortOnDrop;
pub use block_on::block_on;
pub use executor::Executor;
pub use future::Future;
pub use pool::Pool;
pub use timer::Timer;
