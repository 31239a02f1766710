//! A task in the queue, whatever the type of its result.
//!
//! The queue holds values of one type, and a claim has its result's. So the claims are behind
//! a trait, with the two things that are done to them on that side.

use super::StdArc;
use super::claim::Claim;
use super::crew::Crew;
use super::error::{Refused, TaskError, TrySendError};
use super::future::Future;
use super::help;
use super::outcome::promise;
use super::task::Task;

/// What is done to a claim on this side.
trait Run: Send + Sync {
    fn run(&self) -> bool;
    fn cancel(&self, why: TaskError) -> bool;
}

impl<T: Send> Run for Claim<T> {
    fn run(&self) -> bool {
        Claim::run(self)
    }

    fn cancel(&self, why: TaskError) -> bool {
        Claim::cancel(self, why)
    }
}

/// A claim in the queue, whatever the type of its result. Dropped, it settles its future:
/// nobody would run the task now.
pub struct Job(StdArc<dyn Run>);

impl Job {
    /// Runs the task, if nobody else has it.
    pub fn run(&self) {
        self.0.run();
    }

    /// Drops the task and settles its future with `why`, if nobody else has it.
    pub fn cancel(&self, why: TaskError) {
        self.0.cancel(why);
    }
}

/// A task's two ends: the job for the queue, and the future for the caller. `workers` are
/// those who would run the job.
pub fn with_future<T: Send + 'static>(
    task: impl FnOnce() -> T + Send + 'static,
    workers: Crew,
) -> (Job, Future<T>) {
    let (promise, outcome) = promise();
    let claim = StdArc::new(Claim::new(promise, Box::new(task)));
    let job = Job(claim.clone());
    (job, Future::new(outcome, claim, workers))
}
/// A job that the queue has refused, as a plain task: run, it settles its future; dropped, too.
/// Run inside too many others, it is dropped.
pub fn into_task(job: Job) -> Task {
    Box::new(move || {
        if help::deeper(|| job.run()).is_none() {
            job.cancel(TaskError::TooDeep);
        }
    })
}

/// What `submit` answers: the future, or the task and the future.
pub(crate) fn answer<T>(
    sent: Result<(), TrySendError<Job>>,
    future: Future<T>,
) -> Result<Future<T>, Refused<Future<T>>> {
    match sent {
        Ok(()) => Ok(future),
        Err(refused) => Err(refused.map(|job| (into_task(job), future))),
    }
}
