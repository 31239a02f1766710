//! The exercises of chapter 4, each under its own feature: a piece that does not compile stops
//! no other.
#![allow(dead_code, unused_imports, reason = "each uses a part of each file")]
#![allow(
    clippy::duplicate_mod,
    clippy::module_inception,
    reason = "the same file in many modules"
)]

#[cfg(feature = "puzzle")]
#[path = "../source/mod.rs"]
mod source;

#[cfg(feature = "exercise-channel")]
mod channel;
#[cfg(feature = "exercise-last-one-out")]
mod last_one_out;
#[cfg(feature = "exercise-one-place")]
mod one_place;
#[cfg(any(feature = "exercise-queue-4", feature = "exercise-quiet-loss"))]
mod queue_4;
