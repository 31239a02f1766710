// Rejected by: behaviour a_wait_for_all_helps_and_one_with_a_timeout_does_not
//! Waiting for some of many futures.

use super::as_completed::listen;
use super::completion::Completion;
use super::deadline;
use super::time::Duration;

/// How long to wait. Python: `return_when`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Until one is done. Python: `FIRST_COMPLETED`.
    FirstCompleted,
    /// Until one has failed; if none does, until all are done. Python: `FIRST_EXCEPTION`.
    FirstException,
    /// Until all are done. Python: `ALL_COMPLETED`.
    AllCompleted,
}

/// The futures that [`wait()`] was given, apart. Both lists keep the order given.
#[derive(Debug)]
#[must_use = "the futures are in it"]
pub struct Waited<F> {
    /// `result` would not wait for these. There may be more than one waited for.
    pub done: Vec<F>,
    /// These are still to come.
    pub not_done: Vec<F>,
}

/// Waits until `futures` are as far as `when` says, for `timeout` at most if there is one.
/// Python: `wait(fs, timeout, return_when)`.
///
/// A time-out is no error: what is done by then is done. No futures are no wait.
///
/// Inside a task it may run tasks of the same pool here, but not if it has a time-out: for all
/// of them, what is pending; for the first, when all workers of that pool wait. See
/// [`Completion::help`].
///
/// Each call leaves a listener with each future that is not done, until it is. To take
/// many futures one after the other, [`as_completed`](super::as_completed()) needs only one.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use chapter6::{Pool, When, wait};
///
/// let pool = Pool::new(2, 2)?;
/// let sums = [pool.submit(|| 1 + 1)?, pool.submit(|| 2 + 2)?];
/// let sums = wait(sums, When::AllCompleted, None);
/// assert_eq!((sums.done.len(), sums.not_done.len()), (2, 0));
/// # Ok(())
/// # }
/// ```
// ANCHOR: wait
pub fn wait<F: Completion>(
    futures: impl IntoIterator<Item = F>,
    when: When,
    timeout: Option<Duration>,
) -> Waited<F> {
    let futures: Vec<F> = futures.into_iter().collect();
    let deadline = timeout.and_then(deadline::after);
    if when == When::AllCompleted {
        // On a worker: a wait for all is a wait for each, and it cannot go on without them.
        for future in &futures {
            future.help();
        }
    }
    let arrivals = listen(&futures);
    let mut pending = futures.iter();
    for _ in &futures {
        let Some(index) = arrivals.next(deadline, &mut pending) else {
            break; // the time is up
        };
        let enough = match when {
            When::FirstCompleted => true,
            When::FirstException => futures[index].failed(),
            When::AllCompleted => false,
        };
        if enough {
            break;
        }
    }
    let (done, not_done) = futures.into_iter().partition(Completion::done);
    Waited { done, not_done }
}
// ANCHOR_END: wait
