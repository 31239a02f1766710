//! The planted bugs of chapter 2, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod guard_held;
mod if_for_while;
mod notify_first;
