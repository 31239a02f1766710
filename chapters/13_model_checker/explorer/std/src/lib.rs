//! std, as the explorer's models find it: the same in all, but a `VecDeque` tells the checker what is
//! in it.
//!
//! The chapters' files say `use std::collections::VecDeque;`. What a file means by `std` is a matter of
//! the package that compiles it, like any other crate's name: the package `explorer` says in its
//! manifest that it is this one. So the files stay as they are, and the page on which you are
//! the scheduler shows what is in the queue.

mod deque;

pub use std::*;

/// std's, but for one.
pub mod collections {
    pub use super::deque::VecDeque;
    pub use std::collections::*;
}
