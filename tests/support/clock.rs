//! A clock for models. loom has none, and real time would make executions differ.
//!
//! It stands still until an imp calls [`expire`]: from then on every deadline has passed.
//! Executions in which that happens early, late or while somebody sleeps are all explored.

pub use std::time::Duration;

use loom::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use loom::thread;

loom::lazy_static! {
    /// Bit 0: every deadline has passed. The rest: sleepers that have a deadline. One
    /// atomic for both, so that a sleeper sees the bit or `expire` sees the sleeper.
    static ref STATE: AtomicUsize = AtomicUsize::new(0);
}
const EXPIRED: usize = 1;
const SLEEPER: usize = 2;

/// From now on it is later than any deadline. Wakes the sleepers that have one.
pub fn expire(wake_everyone: impl Fn()) {
    STATE.fetch_or(EXPIRED, SeqCst);
    while STATE.load(SeqCst) >= SLEEPER {
        wake_everyone();
        thread::yield_now();
    }
}

/// Runs `sleep`, unless the deadline has passed; [`expire`] ends it.
pub fn sleep_until_expired<T>(guard: T, sleep: impl FnOnce(T) -> T) -> T {
    let before = STATE.fetch_add(SLEEPER, SeqCst);
    let guard = match before & EXPIRED {
        0 => sleep(guard),
        _ => guard,
    };
    STATE.fetch_sub(SLEEPER, SeqCst);
    guard
}

/// The face of `std::time::Instant`, as far as the chapters need it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(Duration);

impl Instant {
    pub fn now() -> Instant {
        match STATE.load(SeqCst) & EXPIRED {
            0 => Instant(Duration::ZERO),
            _ => Instant(Duration::MAX),
        }
    }

    pub fn checked_add(self, duration: Duration) -> Option<Instant> {
        self.0.checked_add(duration).map(Instant)
    }

    pub fn saturating_duration_since(self, earlier: Instant) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}
