//! The planted bugs of chapter 7, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod cancel_after_start;
mod flag_without_lock;
mod job_dropped_silently;
mod waits_without_help;
