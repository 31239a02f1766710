//! The exercises of chapter 11, each under its own feature: a piece that does not compile stops
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

#[cfg(feature = "exercise-bad-news")]
mod bad_news;
#[cfg(feature = "exercise-dispatcher")]
mod dispatcher;
#[cfg(feature = "exercise-last-call")]
mod last_call;
