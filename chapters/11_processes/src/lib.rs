//! Chapter 11: processes. Python's `multiprocessing.Pool`, for contrast.
//!
//! A worker is a process of its own, started from this very program. A function goes there
//! by its name, its arguments and its result as bytes over a line of their own. A worker can
//! die in the middle of a call; then that call says so, and another worker is in its place.
//!
//! ```standalone_crate
//! use chapter11::{Function, Pool, Registry, serve_if_worker};
//!
//! const SQUARE: Function<u64, u64> = Function::new("square", |n| n * n);
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     serve_if_worker(&Registry::new().with(&SQUARE)); // a worker does not get past this
//!     let pool = Pool::builder().workers(4).start()?;
//!     let squares = pool.map(&SQUARE, 0..10).into_iter().collect::<Result<Vec<_>, _>>()?;
//!     assert_eq!(squares, [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
//!     Ok(())
//! } // the pool goes here, and with it its processes
//! ```
//!
//! The pool is chapter 7's pool of threads: as many as there are processes, each of which
//! talks to one at a time. What is new, from below:
//!
//! | what                                | where                                              |
//! |-------------------------------------|----------------------------------------------------|
//! | values to bytes                     | [`codec`], `values`                                |
//! | the wire format                     | [`wire`], [`frame`]                                |
//! | how the two ends find each other    | [`mod@line`]                                       |
//! | the worker's side                   | [`child`], [`registry`]                            |
//! | one process, from outside           | `process`, `waiting`                               |
//! | who has which worker                | [`places`], [`taken`], [`dispatcher`]              |
//! | who counts deaths                   | [`deaths`]                                         |
//! | a worker for a call                 | `workers`                                          |
//! | what becomes of a call              | `calls`, `contain`                                 |
//! | the pool                            | [`pool`], [`builder`], `imap`, [`result`], [`error`] |
//!
//! loom cannot follow a socket, nor kill a process. It checks `places`, `taken`, `dispatcher`
//! and `deaths`, against a model of a worker that may die at any step; the rest is tested
//! with real processes.

// A piece that is still to be written calls nothing yet.
#![cfg_attr(feature = "exercise-dispatcher", allow(dead_code))]

// The seam: std here, loom in `tests/loom.rs`.
use std::{sync, thread, time};

pub mod builder;
mod calls;
pub mod child;
pub mod codec;
mod contain;
pub mod deaths;
#[cfg_attr(feature = "exercise-dispatcher", path = "../exercise/dispatcher.rs")]
pub mod dispatcher;
pub mod error;
pub mod frame;
mod imap;
pub mod line;
pub mod places;
pub mod pool;
mod process;
pub mod registry;
pub mod result;
#[cfg_attr(
    feature = "exercise-too-late-to-tell",
    path = "../exercise/too_late_to_tell.rs"
)]
pub mod taken;
mod values;
mod waiting;
pub mod wire;
mod workers;

// What has not changed: the threads, their futures, and what waits for many of them.
use chapter5::error as task_error;
use chapter7::{deadline, panics};
mod future {
    pub(crate) use chapter6::{Submit, completion::Wrapper, future::Outcome, list::List};
    pub(crate) use chapter7::Future;
}
mod threads {
    pub(crate) use chapter5::error::TrySendError;
    pub(crate) use chapter7::{Pending, Pool};
}

pub use builder::Builder;
pub use child::serve_if_worker;
pub use error::{CallError, StartError};
pub use pool::Pool;
pub use registry::{Function, Registry};
pub use result::{Answer, AsyncResult};
