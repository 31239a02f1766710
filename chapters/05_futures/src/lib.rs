//! Chapter 5: a task gives its result back.
//!
//! [`Pool::submit`] returns a [`Future`]: the result, once there is one. It is one cell with
//! two hands on it. The worker holds the [`Promise`](future::Promise) and settles it once;
//! the caller holds the future and waits.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pool = chapter5::Pool::new(4, 16)?;
//! let squares: Vec<_> = (1..=3_u32)
//!     .map(|n| pool.submit(move || n * n))
//!     .collect::<Result<_, _>>()?;
//! for (n, square) in (1..).zip(squares) {
//!     assert_eq!(square.result()?, n * n);
//! }
//!
//! let failed = pool.submit(|| -> u32 { panic!("no such number") })?;
//! assert_eq!(failed.result().unwrap_err().message(), "no such number");
//! # Ok(())
//! # }
//! ```
//!
//! What is wrong with it: one waits for the futures one at a time, in an order that one has
//! to choose beforehand. Chapter 6 takes them as they complete.

// The seam: std here, loom in `tests/loom.rs`.
use std::{sync, time};

pub mod error;
#[cfg_attr(feature = "exercise-future-5", path = "../exercise/future.rs")]
#[cfg_attr(
    all(feature = "exercise-late-callback", not(feature = "exercise-future-5")),
    path = "../exercise/late_callback.rs"
)]
pub mod future;
#[cfg_attr(feature = "exercise-pool-5", path = "../exercise/pool.rs")]
pub mod pool;

// What has not changed since chapter 4. Its pool goes by the name of what is new there.
use chapter4::pool as bounded;
pub use chapter4::{deadline, panics, task};

pub use future::Future;
pub use pool::Pool;
