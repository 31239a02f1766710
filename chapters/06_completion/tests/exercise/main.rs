//! The exercises of chapter 6, each under its own feature: a piece that does not compile stops
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

#[cfg(feature = "exercise-as-completed")]
mod as_completed;
#[cfg(feature = "exercise-only-a-signal")]
mod only_a_signal;
#[cfg(any(feature = "exercise-wait-6", feature = "exercise-silent-one"))]
mod wait_6;
#[cfg(feature = "exercise-wait-for-first")]
mod wait_for_first;
