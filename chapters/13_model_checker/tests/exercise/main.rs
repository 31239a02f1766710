//! The exercises of chapter 13, each under its own feature: a piece that does not compile stops
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

#[cfg(feature = "exercise-too-early")]
mod too_early;
#[cfg(any(feature = "exercise-turns", feature = "exercise-one-seat"))]
mod turns;
#[cfg(feature = "exercise-whose-turn")]
mod whose_turn;
