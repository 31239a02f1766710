//! Chapter 4: a bounded channel, and backpressure.
//!
//! The queue becomes a [`channel`] with room for `capacity` values, written from scratch.
//! A producer that is faster than the workers now waits in [`Pool::execute`], or asks
//! first with [`Pool::try_execute`], which hands the task back when there is no room.
//!
//! ```
//! use chapter4::{Pool, error::TrySendError};
//! use std::sync::mpsc;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pool = Pool::new(1, 1)?; // one worker, room for one task
//! let (started, has_started) = mpsc::channel();
//! let (let_go, may_go) = mpsc::channel::<()>();
//! pool.execute(move || {
//!     started.send(()).unwrap();
//!     let _ = may_go.recv();
//! })?;
//! has_started.recv()?;
//! pool.try_execute(|| ())?; // takes the one place
//! let refused = pool.try_execute(|| println!("a little later"));
//! let Err(TrySendError::Full(task)) = refused else { panic!("there is no room") };
//! task(); // nothing is lost: it is ours again
//! drop(let_go);
//! # Ok(())
//! # }
//! ```
//!
//! What is wrong with it: a task's result is lost. Chapter 5 gives it back.

// A piece that is still to be written calls nothing yet.
#![cfg_attr(feature = "exercise-channel", allow(dead_code))]

// The seam: std here, loom in `tests/loom.rs`. loom has no clock, so time goes through it.
use std::{sync, time};

#[cfg_attr(feature = "exercise-channel", path = "../exercise/channel.rs")]
pub mod channel;
pub mod deadline;
pub mod error;
pub mod pool;
#[cfg_attr(feature = "exercise-queue-4", path = "../exercise/queue.rs")]
#[cfg_attr(
    all(feature = "exercise-quiet-loss", not(feature = "exercise-queue-4")),
    path = "../exercise/quiet_loss.rs"
)]
mod queue;
pub mod sleepers;
pub mod worker;

// What has not changed since chapter 3.
pub use chapter3::{panics, task, workers};

pub use pool::Pool;
