//! The exercises of chapter 1, each under its own feature: a piece that does not compile stops
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

#[cfg(any(feature = "exercise-pool-1", feature = "exercise-early-leaver"))]
mod pool_1;
#[cfg(feature = "exercise-second-task")]
mod second_task;
#[cfg(feature = "exercise-who-is-first")]
mod who_is_first;
