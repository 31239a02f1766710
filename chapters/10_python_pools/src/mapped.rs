//! The future that a map keeps of each chunk: given up, it cancels; late, it gives up.
//!
//! Chapter 6's `map` keeps the futures of what it has submitted, and drops them when it is
//! dropped itself. So a map is given up if its futures are ones whose drop cancels; and it
//! ends in time if they are ones that wait until a deadline at most.
//!
//! | there is                | `done` | `result`                                                 |
//! |-------------------------|--------|----------------------------------------------------------|
//! | a task, no deadline     | asks   | waits, and helps                                         |
//! | a task, and a deadline  | asks   | waits that long, then cancels the task: the error        |
//! | no task                 | yes    | the error, at once                                       |

use std::mem;

use chapter6::completion::Wrapper;

use super::deadline::{self, Deadline};
use super::error::TaskError;
use super::future::Future;
use super::outcome::Outcome;

/// The future of a chunk in a `map`. Dropped, it cancels its task, if that is pending.
#[must_use = "dropped, it cancels its task"]
pub struct Mapped<T> {
    /// `None`: there is no task, since the pool is broken or terminated, or the time is up.
    task: Option<Future<T>>,
    deadline: Deadline,
    /// Why there is none, or, if there is, what a wait that was too long ends with.
    error: TaskError,
}

impl<T> Mapped<T> {
    pub(crate) fn new(task: Future<T>, deadline: Deadline) -> Self {
        Mapped {
            task: Some(task),
            deadline,
            // For a wait that is too long. A task that fails brings an error of its own.
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

impl<T> Wrapper for Mapped<T> {
    type Inner = Future<T>;

    fn inner(&self) -> Option<&Self::Inner> {
        self.task.as_ref()
    }

    // ANCHOR: outcome
    fn into_outcome(mut self) -> Outcome<T> {
        // Taken out of `self`, whose drop at the end then finds no task to cancel.
        let error = mem::replace(&mut self.error, TaskError::Lost);
        match (self.task.take(), self.deadline) {
            (None, _) => Err(error),
            (Some(task), None) => task.result(),
            (Some(task), Some(deadline)) => {
                // Without help, as any wait that ends by itself.
                let outcome = task.result_timeout(deadline::left(deadline));
                outcome.unwrap_or_else(|task| {
                    task.cancel(); // one that runs is detached
                    Err(error)
                })
            }
        }
    }
}

impl<T> Drop for Mapped<T> {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.cancel(); // no effect on one that runs or has run
        }
    }
}
// ANCHOR_END: outcome
