//! A clock for models. loom has none, and real time would make executions differ.
//!
//! It stands still until the clock's imp ([`clock_imp`](crate::imp::clock_imp)) makes it late. Then
//! every deadline has passed: early, late, or just as somebody falls asleep.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

pub use std::time::Duration;

use loom::sync::atomic::{AtomicBool, Ordering::SeqCst};

loom::lazy_static! {
    static ref LATE: AtomicBool = AtomicBool::new(false);
}

/// From now on every deadline has passed.
pub(crate) fn make_late() {
    LATE.swap(true, SeqCst);
}

/// A read-modify-write, since it has to see the newest value; a load may see an older one.
pub(crate) fn is_late() -> bool {
    LATE.fetch_or(false, SeqCst)
}

/// The face of `std::time::Instant`, as far as the chapters need it. All instants are
/// alike: a deadline has passed or has not, and the imp alone decides which.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant;

impl Instant {
    pub fn now() -> Instant {
        Instant
    }

    pub fn checked_add(self, _timeout: Duration) -> Option<Instant> {
        Some(Instant)
    }

    /// How long it is from `_now` to this deadline: no time, or some.
    pub fn saturating_duration_since(self, _now: Instant) -> Duration {
        match LATE.load(SeqCst) {
            true => Duration::ZERO,
            false => Duration::from_secs(1),
        }
    }
}
