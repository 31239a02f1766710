//! The planted bugs of chapter 5, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod callback_under_lock;
mod callbacks_taken_once;
mod listener_before_outcome;
mod one_waiter_woken;
mod promise_forgotten;
