//! The exercises of chapter 5, each under its own feature: a piece that does not compile stops
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

#[cfg(any(feature = "exercise-future-5", feature = "exercise-late-callback"))]
mod future_5;
#[cfg(feature = "exercise-pool-5")]
mod pool_5;
#[cfg(feature = "exercise-two-who-wait")]
mod two_who_wait;
#[cfg(feature = "exercise-who-hears-first")]
mod who_hears_first;
