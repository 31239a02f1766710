//! The planted bugs of chapter 3, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod close_notifies_one;
mod close_without_notify;
mod closed_before_drained;
mod idle_counted_twice;
mod joins_itself;
mod panic_kills_worker;
