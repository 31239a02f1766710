//! Chapter 7: what nobody wants any more does not run.
//!
//! A task's life is one atomic ([`claim`]): the thread that moves it from pending to running
//! has the task, the one that moves it to cancelled has done away with it, and none can do both. So
//! [`Future::cancel`] knows whether it won. A task that is running already can only be
//! asked to stop, by a [`CancelToken`] that it looks at.
//!
//! The same claim ends a deadlock that Python documents. A task that waits for another,
//! pending task of its pool claims it and runs it itself.
//!
//! ```
//! use chapter7::{CancelToken, Pool};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pool = Pool::new(1, 4)?;
//! let token = CancelToken::new();
//! let its_token = token.clone();
//! let running = pool.submit(move || its_token.wait())?; // until it is cancelled
//! let pending = pool.submit(|| unreachable!("cancelled before it starts"))?;
//! while !running.running() {
//!     std::thread::yield_now();
//! }
//! assert!(!running.cancel(), "too late: it has started");
//! assert!(pending.cancel());
//! token.cancel(); // so it is asked
//! assert!(running.result().is_ok());
//! # Ok(())
//! # }
//! ```
//!
//! What is wrong with it: waiting for a result still costs a thread. Chapter 8 waits
//! without one.

// The seam: std here, loom in `tests/loom.rs`. Who counts the clones of a crew is std's in both.
use std::sync::Arc as StdArc;
use std::{sync, thread, thread_local, time};

#[cfg_attr(feature = "exercise-claim", path = "../exercise/claim.rs")]
pub mod claim;
mod completion;
pub mod crew;
pub mod future;
pub mod help;
pub mod job;
pub mod pool;
mod submit;
#[cfg_attr(feature = "exercise-token", path = "../exercise/token.rs")]
#[cfg_attr(
    all(feature = "exercise-unheard", not(feature = "exercise-token")),
    path = "../exercise/unheard.rs"
)]
pub mod token;
mod worker;

// What has not changed. Chapter 5's futures go by the name of what they are here.
use chapter3::workers;
use chapter4::channel;
use chapter5::future as outcome;
pub use chapter5::{deadline, error, panics, task};
use chapter6 as many;

pub use crew::blocking;
pub use future::Future;
pub use pool::{Pending, Pool};
pub use token::CancelToken;
