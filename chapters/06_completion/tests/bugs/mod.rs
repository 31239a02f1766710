//! The planted bugs of chapter 6, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod looks_for_failures_once;
mod one_too_many;
mod panics_too_early;
mod panics_with_its_chunk;
mod refused_is_the_end;
mod registers_after_looking;
mod room_for_one;
