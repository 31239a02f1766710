//! Chapter 13: a model checker of our own.
//!
//! A program's threads stand still until one is chosen, and all choices are tried. What loom does for
//! the other chapters, small enough to be read: the chapters' own files, models and planted bugs are
//! compiled against this crate as they are (the package `explorer` does that), and
//! `cargo run -- explore chapter2 notify_first` makes a page on which *you* choose.
//!
//! ```
//! use chapter13::run::{How, Program, search};
//! use chapter13::sync::Mutex;
//! use chapter13::thread;
//! use std::sync::Arc;
//!
//! let program: Program = Arc::new(|| {
//!     let locks = Arc::new([Mutex::new(()), Mutex::new(())]);
//!     let same = Arc::clone(&locks);
//!     let other = thread::spawn(move || {
//!         let _one = same[1].lock().unwrap();
//!         let _two = same[0].lock().unwrap();
//!     });
//!     {
//!         let _one = locks[0].lock().unwrap();
//!         let _two = locks[1].lock().unwrap();
//!     }
//!     other.join().unwrap();
//! });
//! let graph = search(&program, How::default());
//! let schedule = graph.shortest(|end| !end.is_well());
//! assert_eq!(schedule.map(|steps| steps.len()), Some(4)); // each has one lock, and wants the other
//! ```
//!
//! | what | where |
//! |---|---|
//! | one thread at a time | [`turns`], [`execution`] |
//! | what a state is, and when two are one | [`world`] |
//! | what can happen next | [`step`], and `choices` |
//! | from every state every choice | [`run`], [`search`](mod@search), [`graph`], and `fringe` |
//! | what a program finds in the place of std | [`sync`], [`thread`], [`time`], [`local`] |
//! | what a program asks of the machine | [`imp`], [`rules`] |
//! | a graph to look at | [`fold`](mod@fold), [`names`](mod@names), [`report`], [`stack`] |
//!
//! What is wrong with it: memory has one order here, and states explode. Searches that get stuck
//! leave their threads asleep, so a process that searches for failures should do nothing else.

/// std. Everything else in this crate says what a program under search finds in its place.
mod os {
    pub use std::{sync, thread, thread_local, time};
}

pub mod arc;
pub mod atomics;
mod births;
mod choices;
pub mod execution;
pub mod fold;
mod fringe;
pub mod graph;
pub mod imp;
pub mod local;
mod looks;
mod moves;
pub mod names;
mod panics;
pub mod report;
pub mod rules;
pub mod run;
pub mod search;
pub mod stack;
mod stage;
pub mod step;
pub mod sync;
pub mod thread;
pub mod time;
#[cfg_attr(feature = "exercise-turns", path = "../exercise/turns.rs")]
#[cfg_attr(
    all(feature = "exercise-one-seat", not(feature = "exercise-turns")),
    path = "../exercise/one_seat.rs"
)]
pub mod turns;
pub mod world;
