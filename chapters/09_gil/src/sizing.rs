//! How many workers?

use std::num::NonZeroUsize;

use crate::time::Duration;

/// How many workers keep `cores` cores busy with tasks that `wait` so long and `compute` so
/// long: `cores * (1 + wait / compute)`, rounded up.
///
/// While one task waits, `wait / compute` others can compute. More threads than that only
/// wait for a core. `None`: tasks that do not compute keep no core busy, however many there
/// are, and then something else is the limit (memory, the other side's patience).
///
/// The formula is Brian Goetz's, *Java Concurrency in Practice* (2006), section 8.2, for
/// cores that are to be used fully. Under a GIL that is held while computing, `cores` is 1.
///
/// ```
/// use chapter9::recommended_workers;
/// use std::num::NonZeroUsize;
/// use std::time::Duration;
///
/// let cores = NonZeroUsize::new(2).unwrap();
/// let ms = Duration::from_millis;
/// assert_eq!(recommended_workers(cores, ms(9), ms(1)), NonZeroUsize::new(20));
/// assert_eq!(recommended_workers(cores, ms(0), ms(1)), Some(cores)); // it only computes
/// assert_eq!(recommended_workers(cores, ms(9), ms(0)), None); // it only waits
/// ```
pub fn recommended_workers(
    cores: NonZeroUsize,
    wait: Duration,
    compute: Duration,
) -> Option<NonZeroUsize> {
    let (wait, compute) = (wait.as_nanos(), compute.as_nanos());
    // Whole numbers: a float would round `2 * (1 + 1/3)` to something. A `Duration` has
    // fewer than 95 bits, but 64 more for the cores may be too many for 128.
    let busy = (cores.get() as u128).saturating_mul(wait.saturating_add(compute));
    let workers = busy.checked_div(compute)? + u128::from(busy % compute > 0);
    NonZeroUsize::new(usize::try_from(workers).unwrap_or(usize::MAX))
}
