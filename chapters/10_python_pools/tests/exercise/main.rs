//! The exercises of chapter 10, each under its own feature: a piece that does not compile stops
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

#[cfg(feature = "exercise-head-count")]
mod head_count;
#[cfg(feature = "exercise-lazy-workers")]
mod lazy_workers;
#[cfg(feature = "exercise-the-last-recruit")]
mod the_last_recruit;
