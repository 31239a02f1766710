//! The executor in chapter 6's `map`: given up, it cancels; and it may have a time limit.
//!
//! Chapter 6's `map` keeps the futures of what it has submitted and drops them when it is
//! dropped. So it is enough to give it futures whose drop cancels.

use chapter6::completion::Completion;
use chapter6::submit::{Refused, Submit};

use super::broken::{self, Why};
use super::deadline::{self, Deadline};
use super::error::{TaskError, TrySendError};
use super::executor::{Room, ThreadPoolExecutor, left};
use super::future::{self, Crew};
use super::outcome::Outcome;
use super::staff::Staff;
use super::time::Duration;

/// The future of a chunk in a `map`. Dropped, it cancels its task, if that is pending.
#[must_use = "dropped, it cancels its task"]
pub struct Mapped<T, C: Crew = Staff> {
    /// `None`: there is no task, since the pool is broken or terminated, or the time is up.
    task: Option<future::Future<T, C>>,
    deadline: Deadline,
    /// Why there is none.
    error: TaskError,
}

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
    /// Only `map`: `map_unordered` waits for whichever comes next, without a limit.
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

    fn put_chunk<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
        deadline: Deadline,
    ) -> Result<Mapped<T>, Refused<'static, Mapped<T>>> {
        let late = || deadline.is_some_and(|deadline| left(deadline).is_zero());
        if late() {
            return Ok(Mapped::failed(TaskError::TimedOut));
        }
        let broken::Refused { why, task, future } = match self.put(task, Room::Until(deadline)) {
            Ok(future) => return Ok(Mapped::new(future, deadline)),
            Err(refused) => refused,
        };
        match why {
            // Chapter 6 runs on the caller what is refused. There no initializer has run.
            Why::Broken(broken) => Ok(Mapped::failed(TaskError::Broken(broken.why))),
            Why::Full if late() => Ok(Mapped::failed(TaskError::TimedOut)),
            Why::Closed => Err(TrySendError::Closed((task, Mapped::new(future, deadline)))),
            _ => Err(TrySendError::Full((task, Mapped::new(future, deadline)))),
        }
    }
}

/// For `map` and `map_unordered`. The executor's own `submit` returns plain futures.
impl Submit<'static> for ThreadPoolExecutor {
    type Future<T: Send + 'static> = Mapped<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Mapped<T>, Refused<'static, Mapped<T>>> {
        self.put_chunk(task, None)
    }
}

impl Submit<'static> for Within<'_> {
    type Future<T: Send + 'static> = Mapped<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Mapped<T>, Refused<'static, Mapped<T>>> {
        self.executor.put_chunk(task, self.deadline)
    }
}

impl<T, C: Crew> Mapped<T, C> {
    pub(crate) fn new(future: future::Future<T, C>, deadline: Deadline) -> Self {
        Mapped {
            task: Some(future),
            deadline,
            error: TaskError::TimedOut,
        }
    }

    pub(crate) fn failed(error: TaskError) -> Self {
        Mapped {
            task: None,
            deadline: None,
            error,
        }
    }
}

impl<T, C: Crew> Completion for Mapped<T, C> {
    type Output = T;

    fn done(&self) -> bool {
        self.task.as_ref().is_none_or(future::Future::done)
    }

    fn failed(&self) -> bool {
        self.task.as_ref().is_none_or(Completion::failed)
    }

    fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        match &self.task {
            Some(task) => task.when_done(listener),
            None => listener(),
        }
    }

    fn help(&self) {
        if let Some(task) = &self.task {
            task.help();
        }
    }

    fn result(mut self) -> Outcome<T> {
        let error = std::mem::replace(&mut self.error, TaskError::Lost);
        match (self.task.take(), self.deadline) {
            (None, _) => Err(error),
            (Some(task), None) => task.result(),
            (Some(task), Some(deadline)) => match task.result_timeout(left(deadline)) {
                Ok(outcome) => outcome,
                Err(task) => {
                    task.cancel(); // one that runs is detached
                    Err(error)
                }
            },
        }
    }
}

impl<T, C: Crew> Drop for Mapped<T, C> {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.cancel();
        }
    }
}
