//! Python's `ThreadPoolExecutor`.

use super::broken::{Refused, Why};
use super::channel::channel;
use super::claim::Claim;
use super::deadline::Deadline;
use super::error::TrySendError;
use super::future::{self, Crew};
use super::outcome::promise;
use super::pool::Pending;
use super::staff::Staff;
use super::sync::Arc;
use super::task::Task;
use super::time::{Duration, Instant};
use super::work::{Initializer, Job, Queued, Shared};

/// The outcome of a task, once there is one: chapter 7's future. Python: `Future`.
pub type Future<T> = future::Future<T, Staff>;

/// A pool whose threads start when they are needed. Python: `ThreadPoolExecutor`.
///
/// Dropping it is `shutdown(Wait::Yes, Pending::Run)`, which is what Python does at the end of
/// a `with` block: every accepted task runs, every future is settled, every thread has ended.
/// Dropped inside one of its own tasks, it does not wait.
pub struct ThreadPoolExecutor(Arc<Shared>);

/// Does `shutdown` wait until the threads have ended? Python: `shutdown(wait=...)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// It does.
    Yes,
    /// It returns at once. Dropping the executor waits all the same.
    No,
}

/// For how long a task waits for its place in the queue.
#[derive(Clone, Copy)]
pub(crate) enum Room {
    Now,
    Until(Deadline),
}

impl ThreadPoolExecutor {
    /// For the builder, which has looked at the numbers: neither is zero.
    pub(crate) fn start(
        max_workers: usize,
        capacity: usize,
        prefix: String,
        initializer: Option<Initializer>,
    ) -> ThreadPoolExecutor {
        let (sender, receiver) = channel(capacity);
        ThreadPoolExecutor(Arc::new(Shared {
            sender,
            receiver,
            staff: Arc::new(Staff::new(max_workers, prefix)),
            initializer,
        }))
    }

    /// Puts `task` at the end of the queue, waiting for room while it is full, and returns
    /// the future of its result. Starts a thread if none is free. Python: `submit`.
    ///
    /// # Errors
    ///
    /// [`Refused`] hands the task back and says [`Why`]: closed, broken, or no thread to be
    /// had; from inside a task of this executor also full, since a worker never waits for room.
    pub fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<T>> {
        self.put(task, Room::Until(None))
    }

    /// [`submit`](ThreadPoolExecutor::submit) if there is room now. Never waits.
    ///
    /// # Errors
    ///
    /// As `submit`; full also outside of tasks.
    pub fn try_submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<T>> {
        self.put(task, Room::Now)
    }

    /// Refuses new tasks, runs or cancels the pending ones, and may wait for the end of the
    /// threads. Python: `shutdown(wait, cancel_futures)`.
    ///
    /// Any thread may call it, also several at once and more than once. From inside a task it
    /// never waits: a worker cannot wait for its own end.
    pub fn shutdown(&self, wait: Wait, pending: Pending) {
        // In this order: no thread starts any more, no task comes any more, nobody is left.
        self.0.staff.close();
        self.0.sender.close();
        if pending == Pending::Cancel {
            self.0.cancel_pending();
        }
        if wait == Wait::Yes {
            self.0.staff.join();
        }
    }

    /// How many threads have been started so far.
    pub fn started(&self) -> usize {
        self.0.staff.started()
    }

    /// How many of these have nothing to do. A worker is idle when it is done with its task's
    /// callbacks too, so a little later than the result is there.
    pub fn idle(&self) -> usize {
        self.0.staff.idle()
    }

    pub(crate) fn put<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
        room: Room,
    ) -> Result<Future<T>, Refused<T>> {
        let (promise, outcome) = promise();
        let claim = Arc::new(Claim::new(promise, Box::new(task)));
        let job: Box<dyn Job> = Box::new(Queued(Arc::clone(&claim)));
        let staff = &self.0.staff;
        let future = Future::new(outcome, claim, Arc::clone(staff));
        let admitted = staff.admit(|| {
            let shared = Arc::clone(&self.0);
            move || shared.work()
        });
        let (why, job) = match admitted {
            Err(why) => (why, job),
            Ok(()) => match self.send(job, room) {
                Ok(()) => return Ok(future),
                Err(refused) => {
                    staff.leave();
                    match (refused, staff.broken()) {
                        (TrySendError::Full(job), _) => (Why::Full, job),
                        (TrySendError::Closed(job), None) => (Why::Closed, job),
                        (TrySendError::Closed(job), Some(why)) => (Why::Broken(why), job),
                    }
                }
            },
        };
        let task: Task = Box::new(move || job.run());
        Err(Refused { why, task, future })
    }

    fn send(&self, job: Box<dyn Job>, room: Room) -> Result<(), TrySendError<Box<dyn Job>>> {
        let sender = &self.0.sender;
        match room {
            Room::Until(None) if !self.0.staff.contains_current() => Ok(sender.send(job)?),
            Room::Until(Some(deadline)) if !self.0.staff.contains_current() => {
                sender.send_timeout(job, left(deadline))
            }
            // A worker that waits for room could wait for itself.
            _ => sender.try_send(job),
        }
    }
}

pub(crate) fn left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

impl Drop for ThreadPoolExecutor {
    fn drop(&mut self) {
        self.shutdown(Wait::Yes, Pending::Run);
    }
}
