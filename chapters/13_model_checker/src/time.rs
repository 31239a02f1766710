//! A clock on which it is early, and then, once, late. All instants are alike.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

pub use super::os::time::Duration;

use std::panic::Location;

use super::execution::current;
use super::step::Op;

/// A deadline has passed or has not: that it is late decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant;

impl Instant {
    pub fn now() -> Instant {
        Instant
    }

    pub fn checked_add(self, _timeout: Duration) -> Option<Instant> {
        Some(Instant)
    }

    /// How long it is to this deadline: no time, or some. A step while the answer can change.
    #[track_caller]
    pub fn saturating_duration_since(self, _now: Instant) -> Duration {
        let Some((execution, me)) = current() else {
            return Duration::ZERO;
        };
        if execution.silently(|world| world.clock_is_open()) {
            execution.step(me, Op::Clock, Location::caller());
        }
        let late = execution.silently(|world| {
            let late = world.is_late();
            world.sees(me, late);
            late
        });
        match late {
            true => Duration::ZERO,
            false => Duration::from_secs(1),
        }
    }
}
