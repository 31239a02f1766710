// Rejected by: behaviour who_cannot_sleep_helps_with_each_once or behaviour a_nudge_wakes_who_can_help
//! Futures in the order in which they complete.
//!
//! Each future has a listener that sends its index through chapter 4's channel: that is
//! the one place where the caller waits, however many futures there are.

use std::ops::Range;
use std::{error::Error, fmt};

use super::arrivals::Arrivals;
use super::completion::Completion;
use super::deadline::{self, Deadline};
use super::time::Duration;

/// Hands out `futures` as they complete. Python: `as_completed(fs)`.
///
/// Those that are done already come first, in the order given; one that completes during
/// this very call may come among them. The rest come in the order in which they tell of
/// their completion. Each future comes exactly once.
///
/// Inside a task it may run tasks of the same pool here, when all workers of that pool wait: see
/// [`Completion::help`].
///
/// Dropping the iterator drops the futures that are left, and what that means is their
/// own rule: chapter 5's are detached, and their tasks run.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::sync::mpsc;
///
/// let pool = chapter6::Pool::new(2, 2)?;
/// let (let_go, may_go) = mpsc::channel();
/// let slow = pool.submit(move || may_go.recv().map(|()| "slow"))?;
/// let fast = pool.submit(|| Ok("fast"))?;
///
/// let mut completed = chapter6::as_completed([slow, fast]);
/// assert_eq!(completed.next().unwrap().result()?, Ok("fast"));
/// let_go.send(())?;
/// assert_eq!(completed.next().unwrap().result()?, Ok("slow"));
/// assert!(completed.next().is_none());
/// # Ok(())
/// # }
/// ```
pub fn as_completed<F: Completion>(futures: impl IntoIterator<Item = F>) -> AsCompleted<F> {
    let futures: Vec<F> = futures.into_iter().collect();
    let arrivals = listen(&futures);
    AsCompleted {
        left: futures.len(),
        pending: 0..futures.len(),
        futures: futures.into_iter().map(Some).collect(),
        arrivals,
    }
}

// ANCHOR: listen
/// Makes every future send its index: those that are done now, the others later.
pub(crate) fn listen<F: Completion>(futures: &[F]) -> Arrivals {
    // Room for all, and one more: no listener is ever refused.
    let arrivals = Arrivals::new(futures.len() + 1);
    for (index, future) in futures.iter().enumerate() {
        // Without a look at `done` before: between look and listener it could change.
        arrivals.tell(future, index);
    }
    arrivals
}
// ANCHOR_END: listen

/// An iterator over futures as they complete. See [`as_completed()`].
#[must_use = "it does nothing until it is asked for the next future"]
pub struct AsCompleted<F> {
    /// By index; `None` where it was handed out.
    futures: Vec<Option<F>>,
    /// How many were not.
    left: usize,
    /// The indices that were not looked at for a task to help with.
    pending: Range<usize>,
    arrivals: Arrivals,
}

impl<F: Completion> AsCompleted<F> {
    /// The same until `timeout` from now: then it hands back what is left, and ends.
    /// Python: `as_completed(fs, timeout)`.
    pub fn timeout(self, timeout: Duration) -> Timeout<F> {
        Timeout {
            all: self,
            deadline: deadline::after(timeout),
        }
    }

    // ANCHOR: next
    fn next_until(&mut self, deadline: Deadline) -> Option<F> {
        let futures = &self.futures;
        let pending = futures[..0].iter().filter_map(Option::as_ref);
        let index = self.arrivals.next(deadline, pending)?;
        self.left -= 1;
        self.futures[index].take()
    }
    // ANCHOR_END: next
}

impl<F: Completion> Iterator for AsCompleted<F> {
    type Item = F;

    /// Waits for the next future to complete.
    fn next(&mut self) -> Option<F> {
        if self.left == 0 {
            return None;
        }
        let next = self.next_until(None);
        Some(next.expect("without a deadline nobody gives up"))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// [`AsCompleted`] with a time-out.
#[must_use = "it does nothing until it is asked for the next future"]
pub struct Timeout<F> {
    all: AsCompleted<F>,
    deadline: Deadline,
}

impl<F: Completion> Iterator for Timeout<F> {
    type Item = Result<F, Unfinished<F>>;

    /// Waits for the next future to complete, or for the time-out.
    fn next(&mut self) -> Option<Self::Item> {
        if self.all.left == 0 {
            return None;
        }
        if let Some(future) = self.all.next_until(self.deadline) {
            return Some(Ok(future));
        }
        let of = self.all.futures.len();
        let left = self.all.futures.drain(..).flatten().collect();
        self.all.left = 0;
        Some(Err(Unfinished { left, of }))
    }
}

/// The time was up. Nothing is lost: the futures that are left come back.
/// Python: the `TimeoutError` of `as_completed`.
pub struct Unfinished<F> {
    /// The futures that were not handed out, in the order given.
    pub left: Vec<F>,
    /// How many there were to begin with.
    pub of: usize,
}

impl<F> fmt::Debug for Unfinished<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unfinished({} of {})", self.left.len(), self.of)
    }
}

impl<F> fmt::Display for Unfinished<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (of {}) futures unfinished", self.left.len(), self.of)
    }
}

impl<F> Error for Unfinished<F> {}
