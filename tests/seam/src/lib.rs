//! The seam's side for tests.
//!
//! A chapter's source says `super::sync`, `super::thread` and `super::time`, and
//! `super::thread_local`. What ships finds std there. A model finds this crate's, which are loom's,
//! with three things more:
//!
//! - [`imp`]s, which do what a real machine may do at any moment and loom does not: wake a
//!   thread for no reason, and let time pass;
//! - a [`recorder`], which writes each step down, for `cargo run -- explain`;
//! - a count of the executions ([`model`]), so that a model that checks nothing is noticed.
//!
//! | what | where |
//! |---|---|
//! | a model, its bound, its count | [`model`] |
//! | a planted bug that a model has to catch | [`planted`] |
//! | a model that a reader wrote, on a source and on a bug | [`mod@breaks`] |
//! | a program whose outcomes a reader predicts | [`predict`] |
//! | the spurious wake-up, the clock | [`imp`] |
//! | a condvar that wakes for no reason, and a clock that moves | [`restless`] |
//! | the steps of an execution, written down | [`recorder`] |
//! | a hang becomes a failure, on real threads | [`watchdog`] |
//! | a waker that is foreign code | [`foreign`] |
//! | inputs that fail, and what one hears of it | [`failing`] |
//! | a process of its own; a system that refuses threads | [`child`] |
//! | where things are in the tree | [`tree`] |
//!
//! Only tests depend on this crate, so what ships is std alone.

pub mod breaks;
pub mod child;
pub mod failing;
pub mod foreign;
pub mod imp;
pub mod model;
pub mod planted;
pub mod predict;
pub mod recorder;
pub mod restless;
mod search;
pub mod sync;
pub mod thread;
pub mod time;
pub mod tree;
pub mod watchdog;

pub use loom::thread_local;
