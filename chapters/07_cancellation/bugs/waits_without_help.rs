//! Chapter 5's future, and the claim to its task.

use super::StdArc;
use super::claim::{CANCELLED, Claim, RUNNING};
use super::crew::Crew;
use super::error::TaskError;
use super::help;
use super::outcome::{self, Outcome};
use super::time::Duration;

/// The outcome of a task, once there is one. Python: `concurrent.futures.Future`.
///
/// Dropping it detaches: the task runs all the same.
#[must_use = "a dropped future detaches its task, and nobody sees it fail"]
pub struct Future<T> {
    outcome: outcome::Future<T>,
    claim: StdArc<Claim<T>>,
    /// Who would hold up the pool by waiting. See [`help`].
    workers: Crew,
}

impl<T> Future<T> {
    /// The future of a claimed task: `claim` holds the promise that settles `outcome`.
    pub fn new(outcome: outcome::Future<T>, claim: StdArc<Claim<T>>, workers: Crew) -> Future<T> {
        Future {
            outcome,
            claim,
            workers,
        }
    }

    /// Cancels the task if it is pending. `true`: it will never run. `false`: it has
    /// started, or ended, or was cancelled before. Python: `cancel()`, which also answers
    /// `True` to a second caller.
    ///
    /// What the task captured is dropped here, and callbacks and listeners run here.
    pub fn cancel(&self) -> bool {
        self.claim.cancel(TaskError::Cancelled)
    }

    /// Has the task been given up? From the moment when `cancel` has won, or when a task
    /// that the pool had refused was dropped; that one's outcome is `Lost`.
    pub fn cancelled(&self) -> bool {
        self.claim.is(CANCELLED)
    }

    /// Waits for the outcome. Python: `result()`.
    ///
    /// Inside a task of the same pool it first claims a pending task and runs it here: the
    /// worker that would start it might be this very one. So a task may wait for another
    /// one of its pool. Two tasks that wait for each other, both running, wait for ever.
    ///
    /// # Errors
    ///
    /// [`TaskError`] if the task panicked, was cancelled, or will never run. `TooDeep` if it is
    /// pending and should run here, below too many others; then it is detached.
    pub fn result(self) -> Outcome<T> {
        help::sleep(&self.outcome);
        self.outcome.result()
    }

    /// Waits for the outcome, for `timeout` at most. Python: `result(timeout)`.
    ///
    /// It runs nothing itself, also inside a task: it ends by itself, in time.
    ///
    /// # Errors
    ///
    /// The future itself, if there was no outcome in all that time.
    pub fn result_timeout(self, timeout: Duration) -> Result<Outcome<T>, Future<T>> {
        let Future {
            outcome,
            claim,
            workers,
        } = self;
        outcome
            .result_timeout(timeout)
            .map_err(|outcome| Future::new(outcome, claim, workers))
    }

    /// Waits, and says what went wrong, if anything did. Python: `exception()`.
    /// Inside a task of the same pool it helps, as [`result`](Future::result) does.
    pub fn error(&self) -> Option<String> {
        if let Err(too_deep) = self.help() {
            return Some(too_deep.to_string());
        }
        help::sleep(&self.outcome);
        self.outcome.error()
    }

    /// Is the outcome there, a cancellation included? Python: `done()`.
    pub fn done(&self) -> bool {
        self.outcome.done()
    }

    /// Is a worker at it? Python: `running()`.
    pub fn running(&self) -> bool {
        self.claim.is(RUNNING) && !self.done()
    }

    /// See [`chapter5::Future::add_done_callback`]. A cancellation is an outcome too.
    pub fn add_done_callback(&mut self, callback: impl FnOnce(&Outcome<T>) + Send + 'static) {
        self.outcome.add_done_callback(callback);
    }

    /// See [`chapter5::Future::when_done`].
    pub fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        self.outcome.when_done(listener);
    }

    /// On a worker of the pool, runs the task here if nobody has it yet. Elsewhere it does
    /// nothing: no more tasks run at once than there are workers. For those who wait in
    /// another way than by `result`, as chapter 6's functions do. Did it run the task?
    ///
    /// # Errors
    ///
    /// [`TaskError::TooDeep`]. The task is still pending.
    pub fn help(&self) -> Result<bool, TaskError> {
        help::help(&self.claim, &self.workers)
    }
}
