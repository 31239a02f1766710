//! The exercises of chapter 3, each under its own feature: a piece that does not compile stops
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

#[cfg(feature = "exercise-closing-time")]
mod closing_time;
#[cfg(feature = "exercise-late-values")]
mod late_values;
#[cfg(any(feature = "exercise-queue-3", feature = "exercise-sleepers"))]
mod queue_3;
#[cfg(feature = "exercise-workers-3")]
mod workers_3;
