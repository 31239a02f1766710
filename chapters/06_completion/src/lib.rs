//! Chapter 6: many futures at once.
//!
//! [`as_completed()`] hands out futures as they complete, and [`wait()`] waits for the first,
//! the first that fails, or all. Both ask no more of a future than [`Completion`].
//! [`Pool::map`](Submit::map) is the everyday form: inputs in, outcomes out, in order, and
//! never more than `buffer` inputs ahead of what you have taken. So the inputs may be
//! endless:
//!
//! ```
//! use chapter6::{Submit, Pool};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pool = Pool::new(4, 16)?;
//! let squares = pool.map(8, 1_u64.., |n| n * n)?;
//! let first: Vec<u64> = squares.take(3).collect::<Result<_, _>>()?;
//! assert_eq!(first, [1, 4, 9]);
//! # Ok(())
//! # }
//! ```
//!
//! [`scope`] makes a pool whose tasks may borrow. No `Arc`, no `move`, no copy:
//!
//! ```
//! use chapter6::{Submit, scope};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let text = String::from("one two three");
//! let lengths = scope(2, 4, |pool| {
//!     let lengths = pool.map(4, text.split(' '), |word| word.len())?;
//!     Ok::<Vec<_>, Box<dyn std::error::Error>>(lengths.collect::<Result<_, _>>()?)
//! })??;
//! assert_eq!(lengths, [3, 3, 5]);
//! # Ok(())
//! # }
//! ```
//!
//! What is wrong with it: work that nobody wants any more still runs. Drop a `map` half-way,
//! or give up waiting, and what was submitted runs to its end. Chapter 7 cancels it.

// The seam: std here, loom in `tests/loom.rs`.
use std::{sync, thread, time};

mod arrivals;
#[cfg_attr(
    feature = "exercise-as-completed",
    path = "../exercise/as_completed.rs"
)]
pub mod as_completed;
pub mod completion;
mod feed;
mod inputs;
pub mod list;
pub mod map;
pub mod scoped;
pub mod submit;
pub mod unordered;
#[cfg_attr(feature = "exercise-wait-6", path = "../exercise/wait.rs")]
#[cfg_attr(
    all(feature = "exercise-silent-one", not(feature = "exercise-wait-6")),
    path = "../exercise/silent_one.rs"
)]
pub mod wait;

// What has not changed since chapters 4 and 5; the pool is among it.
use chapter4::{channel, worker};
pub use chapter5::{deadline, error, future, panics, pool, task};

pub use as_completed::as_completed;
pub use completion::Completion;
pub use future::Future;
pub use map::Submit;
pub use pool::Pool;
pub use scoped::scope;
pub use submit::SubmitTask;
pub use wait::{When, wait};
