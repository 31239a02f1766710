//! A clock for models. loom has none, and real time would make executions differ.
//!
//! It stands still until the clock's imp ([`clock_imp`](crate::imp::clock_imp)) makes it late. Then
//! every deadline has passed: early, late, or just as somebody falls asleep.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

pub use std::time::Duration;

use std::cmp::Ordering;
use std::ops::{Add, Sub};

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

/// The face of `std::time::Instant`. There are two: `now`, and what is later than that, a deadline.
/// Whether it has passed the imp alone decides, so that is asked when the two are compared.
#[derive(Clone, Copy, Debug)]
pub struct Instant(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Now,
    Deadline,
}

/// Longer than any time-out.
const LONG: Duration = Duration::MAX;

impl Instant {
    pub fn now() -> Instant {
        Instant(Kind::Now)
    }

    pub fn elapsed(&self) -> Duration {
        Instant::now().saturating_duration_since(*self)
    }

    pub fn checked_add(self, _timeout: Duration) -> Option<Instant> {
        Some(Instant(Kind::Deadline))
    }

    /// How long it is from `_now`, an earlier moment, to this one: no time, or some.
    pub fn saturating_duration_since(self, _now: Instant) -> Duration {
        match (LATE.load(SeqCst), self.0) {
            (false, Kind::Deadline) => Duration::from_secs(1),
            (true, Kind::Now) => LONG,
            _ => Duration::ZERO,
        }
    }

    /// As std's, whose deadline that has passed is no time away.
    pub fn duration_since(self, now: Instant) -> Duration {
        self.saturating_duration_since(now)
    }

    pub fn checked_duration_since(self, now: Instant) -> Option<Duration> {
        (self >= now).then(|| self.saturating_duration_since(now))
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    fn add(self, _timeout: Duration) -> Instant {
        Instant(Kind::Deadline)
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, now: Instant) -> Duration {
        self.saturating_duration_since(now)
    }
}

impl Ord for Instant {
    /// All deadlines are alike. It is late: then `now` is behind them.
    fn cmp(&self, other: &Instant) -> Ordering {
        let early = self.0.cmp(&other.0);
        match early.is_ne() && LATE.load(SeqCst) {
            true => early.reverse(),
            false => early,
        }
    }
}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Instant) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Instant {
    fn eq(&self, other: &Instant) -> bool {
        self.0 == other.0
    }
}

impl Eq for Instant {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_has_passed_when_it_is_late_however_one_asks() {
        loom::model(|| {
            let start = Instant::now();
            let timeout = Duration::from_secs(60);
            for late in [false, true] {
                let (now, deadline) = (Instant::now(), start + timeout);
                assert_eq!(now >= deadline, late);
                assert_eq!(deadline <= now, late);
                assert_eq!((deadline - now).is_zero(), late);
                assert_eq!(deadline.checked_duration_since(now).is_none(), late);
                assert_eq!(timeout.checked_sub(start.elapsed()).is_none(), late);
                assert!(deadline == deadline.min(deadline));
                make_late();
            }
        });
    }
}
