//! Chapter 13: a model checker of our own.
//!
//! TODO

/// std. Everything else in this crate says what a program under search finds in its place.
mod os {
    pub use std::{sync, thread, thread_local, time};
}

pub mod arc;
pub mod atomics;
mod choices;
pub mod execution;
pub mod fold;
pub mod graph;
pub mod imp;
pub mod json;
pub mod local;
mod macros;
pub mod model;
mod moves;
pub mod names;
pub mod planted;
pub mod report;
pub mod rules;
pub mod search;
pub mod stack;
pub mod step;
pub mod sync;
pub mod thread;
pub mod time;
#[cfg_attr(feature = "exercise-turns", path = "../exercise/turns.rs")]
pub mod turns;
pub mod world;
