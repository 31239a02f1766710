//! The planted bugs of chapter 13: two in the turns, which loom has to catch, and three in the
//! search, which small programs have to catch.

mod first_failure_last;
mod merges_too_much;
mod two_holders;
mod unannounced;
mod wakes_too_early;
