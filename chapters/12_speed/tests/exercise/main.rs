//! The exercises of chapter 12, each under its own feature: a piece that does not compile stops
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

#[cfg(any(feature = "exercise-queue-12", feature = "exercise-from-the-back"))]
mod queue_12;
#[cfg(feature = "exercise-two-ends")]
mod two_ends;
#[cfg(feature = "exercise-whose-lock")]
mod whose_lock;
