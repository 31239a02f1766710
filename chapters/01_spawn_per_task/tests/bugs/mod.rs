//! The planted bugs of chapter 1, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod join_under_lock;
mod joins_once;
