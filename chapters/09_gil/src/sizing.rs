//! How many workers?

use std::num::NonZeroUsize;

use super::time::Duration;

/// How many workers keep `cores` cores busy with tasks that `wait` so long and `compute` so
/// long: `cores * (1 + wait / compute)`, rounded up.
///
/// While one task waits, `wait / compute` others can compute. More threads than that only
/// wait for a core. `None`: tasks that do not compute keep no core busy, however many there
/// are, and then something else is the limit (memory, the other side's patience). More workers
/// than a `usize` can count are `usize::MAX`; a time of more than 584 years counts as 584.
///
/// The formula is Brian Goetz's, *Java Concurrency in Practice* (2006), section 8.2, for
/// cores that are to be used fully. For tasks that only compute, it says one worker more than
/// this function does: should one stand still for a page fault, another runs. Under a GIL that
/// is held while computing, `cores` is 1.
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
// ANCHOR: recommended_workers
pub fn recommended_workers(
    cores: NonZeroUsize,
    wait: Duration,
    compute: Duration,
) -> Option<NonZeroUsize> {
    // Whole numbers: a float would round `2 * (1 + 1/3)` to something. With 64 bits each (584
    // years of nanoseconds) the product fits into 128, and so does the sum.
    let ns = |time: Duration| u128::from(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX));
    let (cores, wait, compute) = (cores.get() as u128, ns(wait), ns(compute));
    if compute == 0 {
        return None;
    }
    // The formula with its bracket multiplied out.
    let workers = cores + (cores * wait).div_ceil(compute);
    NonZeroUsize::new(usize::try_from(workers).unwrap_or(usize::MAX))
}
// ANCHOR_END: recommended_workers
