//! The exercises of chapter 8, each under its own feature: a piece that does not compile stops
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

#[cfg(feature = "exercise-block-on")]
mod block_on;
#[cfg(feature = "exercise-executor-8")]
mod executor_8;
#[cfg(feature = "exercise-two-locks")]
mod two_locks;
#[cfg(any(feature = "exercise-waker-8", feature = "exercise-moved-on"))]
mod waker_8;
#[cfg(feature = "exercise-woken-how-often")]
mod woken_how_often;
