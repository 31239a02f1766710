//! Chapter 9: the GIL, Python's lock around everything.
//!
//! [`Gil`] is a model of it: who runs Python code holds it, gives way when another thread
//! has waited for 5 ms, and can give it up for as long as a call into C takes
//! ([`Python::allow_threads`]). [`functions`] are real C functions that wait, each in two
//! wrappings: one holds the GIL meanwhile, one releases it. [`releases_gil()`] tells which.
//! [`strtok`] is one that releases it and should not be called by two threads all the same.
//! [`recommended_workers`] says how many threads are worth having.
//!
//! ```
//! use chapter9::Gil;
//! use std::thread;
//!
//! let gil = Gil::default();
//! let answer = gil.with(|py| {
//!     // While this thread waits for the other, the other can have the GIL.
//!     py.allow_threads(|| thread::scope(|s| s.spawn(|| gil.with(|_| 42)).join().unwrap()))
//! });
//! assert_eq!(answer, 42);
//! ```

// The seam: std here, loom in `tests/loom.rs`.
use std::{sync, thread, time};

#[cfg(unix)]
mod ffi;
#[cfg(unix)]
pub mod functions;
#[cfg_attr(feature = "exercise-gil", path = "../exercise/gil.rs")]
#[cfg_attr(
    all(feature = "exercise-after-you", not(feature = "exercise-gil")),
    path = "../exercise/after_you.rs"
)]
pub mod gil;
mod on_drop;
pub mod releases_gil;
pub mod sizing;
pub mod strtok;

use chapter4::deadline;

pub use gil::{Gil, Python};
pub use releases_gil::releases_gil;
pub use sizing::recommended_workers;
