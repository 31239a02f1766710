//! A rung of the ladder: chapter 4's queue, with other sleepers.

#![allow(dead_code, reason = "a rung uses a part of it")]

pub(crate) use super::{deadline, error, sync};

#[path = "../../04_bounded_channel/src/queue.rs"]
pub mod queue;
#[path = "counted_sleepers.rs"]
pub mod sleepers;
