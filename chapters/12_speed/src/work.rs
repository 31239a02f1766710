//! What waits in the queue.

use std::any::Any;

use super::cancellation::job::{Job, into_task};
use super::error::TaskError;
use super::panics;
use super::queue::Queue;
use super::task::Task;

/// A task, with a future or without. Most need none, and then nothing is made for one.
pub enum Work {
    /// From `execute`.
    Task(Task),
    /// From `submit`: chapter 7's claim.
    Job(Job),
}

impl Work {
    /// On a worker.
    #[inline]
    pub fn run(self) {
        match self {
            Work::Task(task) => task(),
            Work::Job(job) => job.run(),
        }
    }

    /// It will not run. Its destructor is foreign code.
    pub fn cancel(self) {
        match self {
            Work::Task(task) => panics::contain(|| drop(task)),
            Work::Job(job) => panics::contain(move || job.cancel(TaskError::Cancelled)),
        }
    }

    /// As the queue hands it back: run, it settles its future, if it has one.
    pub fn into_task(self) -> Task {
        match self {
            Work::Task(task) => task,
            Work::Job(job) => into_task(job),
        }
    }
}

/// `task` in a box; in its own, if it comes in one. Else that box would go into another: one
/// allocation more, and one more jump on the way to the task.
pub fn boxed(task: impl FnOnce() + Send + 'static) -> Task {
    let mut task = Some(task);
    // The compiler knows the type, and leaves one of the two ways out.
    if let Some(boxed) = (&mut task as &mut dyn Any).downcast_mut::<Option<Task>>() {
        return boxed.take().expect("it was put in just now");
    }
    Box::new(task.take().expect("it was put in just now"))
}

/// A worker's life: runs what is in the queue, the oldest first, until it is closed and empty.
///
/// One `contain` for all tasks up to the first that panics; then one more. (One for each would
/// move each task once more, into it.)
pub(crate) fn work(queue: &Queue<Work>) {
    let mut ended = false;
    while !ended {
        panics::contain(|| {
            // `pop` waits for a task, so an idle worker sleeps there.
            while let Some(work) = queue.pop() {
                work.run();
            }
            ended = true;
        });
    }
}
