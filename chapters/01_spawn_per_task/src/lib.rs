// ANCHOR: front
//! Chapter 1: a thread for every task.
//!
//! The simplest pool is no pool: [`Pool::execute`] starts a thread, and dropping the
//! pool waits for all of them. Four tasks that wait for 3, 2, 2 and 3 seconds then end
//! after 3 seconds, not after 10. In Python this is a `threading.Thread` for each call.
//!
//! ```
//! use std::sync::{Arc, atomic::{AtomicUsize, Ordering}};
//!
//! let ended = Arc::new(AtomicUsize::new(0));
//! let pool = chapter1::Pool::new();
//! for _ in 0..4 {
//!     let ended = Arc::clone(&ended);
//!     pool.execute(move || {
//!         ended.fetch_add(1, Ordering::SeqCst);
//!     });
//! }
//! drop(pool); // waits for all four
//! assert_eq!(ended.load(Ordering::SeqCst), 4);
//! ```
//!
//! What is wrong with it: a thread costs tens of microseconds and a stack, and nothing
//! limits how many there are. Chapter 2 starts the threads once and shares them.

// The seam: the modules below say `super::sync` and `super::thread`. Here these are
// std's; in `tests/loom.rs` they are loom's, for the very same files.
use std::{sync, thread};
// ANCHOR_END: front

#[cfg_attr(feature = "exercise-pool-1", path = "../exercise/pool.rs")]
#[cfg_attr(
    all(feature = "exercise-early-leaver", not(feature = "exercise-pool-1")),
    path = "../exercise/early_leaver.rs"
)]
pub mod pool;
pub mod threads;

pub use pool::Pool;
