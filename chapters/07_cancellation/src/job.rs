//! A task in the queue, whatever the type of its result.
//!
//! The queue holds values of one type, and a claim has its result's. So the claims are behind
//! a trait, with the two things that are done to them on that side.

use super::claim::Claim;
use super::crew::Crew;
use super::error::{Refused, TaskError, TrySendError};
use super::future::Future;
use super::help;
use super::outcome::promise;
use super::sync::Arc;
use super::task::Task;

// ANCHOR: job
/// A claim in the queue. Dropped, it settles its future: nobody would run the task now.
pub trait Job: Send {
    /// Runs the task, if nobody else has it.
    fn run(&self);

    /// Drops the task and settles its future with `why`, if nobody else has it.
    fn cancel(&self, why: TaskError);
}

/// The queue's hand on a claim.
struct Queued<T>(Arc<Claim<T>>);

impl<T: Send> Job for Queued<T> {
    fn run(&self) {
        self.0.run();
    }

    fn cancel(&self, why: TaskError) {
        self.0.cancel(why);
    }
}

impl<T> Drop for Queued<T> {
    fn drop(&mut self) {
        self.0.cancel(TaskError::Lost); // no effect on a task that has run
    }
}

/// A task's two ends: the job for the queue, and the future for the caller. `workers` are
/// those who would run the job.
pub fn with_future<T: Send + 'static>(
    task: impl FnOnce() -> T + Send + 'static,
    workers: Crew,
) -> (Box<dyn Job>, Future<T>) {
    let (promise, outcome) = promise();
    let claim = Arc::new(Claim::new(promise, Box::new(task)));
    let job = Queued(Arc::clone(&claim));
    (Box::new(job), Future::new(outcome, claim, workers))
}
// ANCHOR_END: job

/// A job that the queue has refused, as a plain task: run, it settles its future; dropped, too.
/// Run inside too many others, it is dropped.
pub fn into_task(job: Box<dyn Job>) -> Task {
    Box::new(move || {
        if help::deeper(|| job.run()).is_none() {
            job.cancel(TaskError::TooDeep);
        }
    })
}

/// What `submit` answers: the future, or the task and the future.
pub(crate) fn answer<T>(
    sent: Result<(), TrySendError<Box<dyn Job>>>,
    future: Future<T>,
) -> Result<Future<T>, Refused<Future<T>>> {
    match sent {
        Ok(()) => Ok(future),
        Err(refused) => Err(refused.map(|job| (into_task(job), future))),
    }
}
