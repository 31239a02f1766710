//! The exercises of chapter 2, each under its own feature: a piece that does not compile stops
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

#[cfg(any(feature = "exercise-pool-2", feature = "exercise-sleeper"))]
mod pool_2;
#[cfg(feature = "exercise-two-workers")]
mod two_workers;
#[cfg(feature = "exercise-woken-for-nothing")]
mod woken_for_nothing;
