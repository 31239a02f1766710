//! The exercises of chapter 7, each under its own feature: a piece that does not compile stops
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

#[cfg(feature = "exercise-after-result")]
mod after_result;
#[cfg(feature = "exercise-both-or-one")]
mod both_or_one;
#[cfg(feature = "exercise-claim")]
mod claim;
#[cfg(any(feature = "exercise-token", feature = "exercise-unheard"))]
mod token;
