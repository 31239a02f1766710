//! The planted bugs of chapter 7, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod cancel_after_start;
mod counts_who_can_go_on;
mod flag_without_lock;
mod helps_at_once;
mod job_dropped_silently;
mod looks_before_it_is_counted;
mod nobody_is_nudged;
mod waits_without_help;
