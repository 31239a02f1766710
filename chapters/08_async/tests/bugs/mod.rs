//! The planted bugs of chapter 8, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod cleared_after_the_poll;
mod first_waker_kept;
mod flag_stored;
mod looks_then_registers;
mod room_wake_dropped;
mod second_wake_kept;
mod wake_under_lock;
