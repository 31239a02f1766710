//! Waiting on a condvar, but not for ever.

use super::sync::{Condvar, MutexGuard};
use super::time::{Duration, Instant};

/// When to give up. `None`: never, or later than the clock can count.
pub type Deadline = Option<Instant>;

/// The deadline that is `timeout` from now.
pub fn after(timeout: Duration) -> Deadline {
    Instant::now().checked_add(timeout)
}

/// How long it is to `deadline`: zero once it has passed.
pub fn left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

// ANCHOR: wait_until
/// Waits for a notify, a spurious wake-up or the deadline; `None` if that has passed.
///
/// Callers look at the state first and at the clock, here, second. The other way round, a
/// thread that is notified just as its time runs out would give up and waste the notify.
pub fn wait_until<'a, T>(
    condvar: &Condvar,
    guard: MutexGuard<'a, T>,
    deadline: Deadline,
) -> Option<MutexGuard<'a, T>> {
    let Some(deadline) = deadline else {
        return Some(condvar.wait(guard).unwrap());
    };
    let left = left(deadline);
    if left.is_zero() {
        return None;
    }
    Some(condvar.wait_timeout(guard, left).unwrap().0)
}
// ANCHOR_END: wait_until
