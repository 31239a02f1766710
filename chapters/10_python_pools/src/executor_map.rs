//! The executor in chapter 6's `map`: given up, it cancels; and it may have a time limit.
//!
//! A map submits a chunk of its inputs and keeps a [`Mapped`] of it. What `submit` answers here
//! decides what the map does with a chunk that is not queued:
//!
//! | the chunk                     | answer                      | the map                        |
//! |-------------------------------|-----------------------------|--------------------------------|
//! | is in the queue               | its future                  | waits for it                   |
//! | came too late: the time is up | a future that has failed    | says `TimedOut` for each item  |
//! | met a broken pool             | a future that has failed    | says `Broken` for each item    |
//! | found the pool closed, or no  | a future that has failed    | says `Cancelled`, or `Broken`, |
//! | thread; there is an           |                             | for each item                  |
//! | initializer                   |                             |                                |
//! | found no room, or the pool    | refused, with the task      | runs it itself, in `next`      |
//! | closed, or no thread          |                             |                                |
//!
//! The third and the fourth must not be the last: on the caller no initializer has run, and an
//! item would miss what it had prepared. (On a worker it has run, so a worker may run the
//! chunk.) And the second must not be the last: a caller that was to give up would begin a
//! chunk instead.

use chapter6::submit::SubmitTask;

use super::broken::{SubmitError, Why};
use super::deadline::{self, Deadline};
use super::error::{Refused, TaskError, TrySendError};
use super::executor::{Patience, ThreadPoolExecutor};
use super::mapped::Mapped;
use super::time::Duration;

/// An executor whose `map` ends in time. See [`ThreadPoolExecutor::within`].
pub struct Within<'e> {
    executor: &'e ThreadPoolExecutor,
    deadline: Deadline,
}

impl ThreadPoolExecutor {
    /// The same executor, for a `map` that gives up at `timeout` from now. From then on each
    /// item that is not done is [`TaskError::TimedOut`], what is pending is cancelled, and
    /// nothing more is submitted. Python: `map(timeout=)`, which counts from its call too,
    /// but ends at the first item that is late.
    ///
    /// Only `map`: `map_unordered` waits for the chunk that comes next, without a limit.
    ///
    /// ```
    /// use std::time::Duration;
    /// use chapter10::{Submit, ThreadPoolExecutor};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let executor = ThreadPoolExecutor::builder().build()?;
    /// let in_time = executor.within(Duration::from_secs(60));
    /// let squares: Result<Vec<_>, _> = in_time.map(8, 1..4, |n| n * n)?.collect();
    /// assert_eq!(squares?, [1, 4, 9]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn within(&self, timeout: Duration) -> Within<'_> {
        Within {
            executor: self,
            deadline: deadline::after(timeout),
        }
    }

    // ANCHOR: put_chunk
    fn put_chunk<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
        deadline: Deadline,
    ) -> Result<Chunk<T>, Refused<Chunk<T>>> {
        let late = || deadline.is_some_and(|deadline| deadline::left(deadline).is_zero());
        // Before the task is put anywhere, so that a worker does not begin it in vain.
        if late() {
            return Ok(Mapped::failed(TaskError::TimedOut));
        }
        let SubmitError { why, task, future } = match self.put(task, Patience::Until(deadline)) {
            Ok(future) => return Ok(Mapped::new(future, deadline)),
            Err(refused) => refused,
        };
        // What is dropped on the way, task and future, settles itself.
        match why {
            Why::Broken(broken) => Ok(Mapped::failed(TaskError::Broken(broken.why))),
            Why::Closed if self.unprepared() => Ok(Mapped::failed(TaskError::Cancelled)),
            Why::Spawn(_) if self.unprepared() => {
                Ok(Mapped::failed(TaskError::Broken(why.to_string())))
            }
            // Not for want of room just now: it has waited for room until the deadline. (A
            // worker has not waited, and may have time left.)
            Why::Full if late() => Ok(Mapped::failed(TaskError::TimedOut)),
            // To chapter 6: run it on the caller, in `next`.
            Why::Closed => Err(TrySendError::Closed((task, Mapped::new(future, deadline)))),
            _ => Err(TrySendError::Full((task, Mapped::new(future, deadline)))),
        }
    }
    // ANCHOR_END: put_chunk
}

/// The future of a chunk.
type Chunk<T> = Mapped<T>;

/// For `map` and `map_unordered`. The executor's own `submit` returns plain futures.
impl SubmitTask<'static> for ThreadPoolExecutor {
    type Future<T: Send + 'static> = Chunk<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Chunk<T>, Refused<Chunk<T>>> {
        // Without a deadline it waits for room as long as it takes.
        self.put_chunk(task, None)
    }
}

impl SubmitTask<'static> for Within<'_> {
    type Future<T: Send + 'static> = Chunk<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Chunk<T>, Refused<Chunk<T>>> {
        self.executor.put_chunk(task, self.deadline)
    }
}
