//! Python's `ThreadPoolExecutor`.
//!
//! A task's way in has three steps, and each can refuse it:
//!
//! | step of `submit`         | refuses if                         | then                          |
//! |--------------------------|------------------------------------|-------------------------------|
//! | 1. makes job and future  |                                    |                               |
//! | 2. `admit`: counts it,   | closed, broken, or no thread to be | nothing was counted           |
//! |    perhaps with a thread | had at all                         |                               |
//! | 3. `send`: queues it     | full, or closed since step 2       | `leave`: it is not counted    |
//!
//! The end has three steps, too: no thread starts any more (`close` of the workers), no task
//! comes any more (`close` of the channel), the threads are waited for (`join`). Between the
//! first two a task that was admitted can still get in; its thread was started at the latest
//! with it, so there is a worker that runs it, and `join` waits for that one. A task that
//! comes later is refused by step 2 or by step 3.
//!
//! So nobody waits for ever. A task that was accepted has a worker (see
//! [`lazy_workers`](super::lazy_workers)); one that was not comes back, with its future.
//! Whatever becomes of that task, its future is settled: by running it, or by its drop.

use super::broken::{SubmitError, Why};
use super::channel::channel;
use super::crew::Crew;
use super::deadline::{self, Deadline};
use super::error::TrySendError;
use super::future;
use super::job::{self, Job};
use super::lazy_workers::LazyWorkers;
use super::pool::Pending;
use super::sync::Arc;
use super::worker::{Initializer, Shared};

/// The outcome of a task, once there is one: chapter 7's future. Python: `Future`.
pub type Future<T> = future::Future<T>;

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
pub(crate) enum Patience {
    None,
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
            workers: LazyWorkers::new(max_workers, prefix),
            crew: Crew::new(max_workers),
            initializer,
        }))
    }

    /// Puts `task` at the end of the queue, waiting for room while it is full, and returns
    /// the future of its result. Starts a thread if none is free. Python: `submit`.
    ///
    /// # Errors
    ///
    /// [`SubmitError`] hands the task back and says [`Why`]: closed, broken, or no thread to be
    /// had; from inside a task of this executor also full, since a worker never waits for room.
    pub fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, SubmitError<Future<T>>> {
        self.put(task, Patience::Until(None))
    }

    /// [`submit`](ThreadPoolExecutor::submit) if there is room now. Never waits.
    ///
    /// # Errors
    ///
    /// As `submit`; full also outside of tasks.
    pub fn try_submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, SubmitError<Future<T>>> {
        self.put(task, Patience::None)
    }

    /// Refuses new tasks, runs or cancels the pending ones, and may wait for the end of the
    /// threads. Python: `shutdown(wait, cancel_futures)`.
    ///
    /// Any thread may call it, also several at once and more than once. From inside a task it
    /// never waits: a worker cannot wait for its own end.
    pub fn shutdown(&self, wait: Wait, pending: Pending) {
        // In this order: see above. The other way round, threads could still start for tasks, one
        // after the other, when the channel already refuses them all.
        self.0.workers.close();
        self.0.sender.close();
        if pending == Pending::Cancel {
            self.0.cancel_pending(); // after the closing, so that nothing is added meanwhile
        }
        // A worker that calls this from inside a task does not wait, here as in chapter 3.
        if wait == Wait::Yes {
            self.0.workers.join();
        }
    }

    /// How many threads have been started so far.
    pub fn started(&self) -> usize {
        self.0.workers.started()
    }

    /// How many of these have nothing to do. A worker is idle when it is done with its task's
    /// callbacks too, so a little later than the result is there.
    pub fn idle(&self) -> usize {
        self.0.workers.idle()
    }

    /// Is there an initializer, and has it not run on this thread?
    pub(crate) fn unprepared(&self) -> bool {
        self.0.initializer.is_some() && !self.0.crew.contains_current()
    }

    // ANCHOR: put
    pub(crate) fn put<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
        patience: Patience,
    ) -> Result<Future<T>, SubmitError<Future<T>>> {
        let workers = &self.0.workers;
        let (job, future) = job::with_future(task, self.0.crew.clone());
        // Counted before it is queued, so that no worker leaves a task that nobody has counted.
        // The closure is called only if a thread starts: it makes that one's share of `self`.
        let admitted = workers.admit(|| {
            let shared = Arc::clone(&self.0);
            move || shared.work()
        });
        let (why, job) = match admitted {
            Err(why) => (why, job),
            Ok(()) => match self.send(job, patience) {
                Ok(()) => return Ok(future),
                Err(refused) => {
                    // Counted, and not in the queue, so no worker will do it. A thread that has
                    // started for this task is idle now; or it ends, if the channel is closed.
                    workers.leave();
                    self.reason(refused)
                }
            },
        };
        let task = job::into_task(job);
        Err(SubmitError { why, task, future })
    }
    // ANCHOR_END: put

    fn send(&self, job: Job, patience: Patience) -> Result<(), TrySendError<Job>> {
        let sender = &self.0.sender;
        match patience {
            Patience::None => sender.try_send(job),
            // Before the two that wait: with every worker in here, none is left to make room.
            _ if self.0.crew.contains_current() => sender.try_send(job),
            Patience::Until(None) => Ok(sender.send(job)?),
            Patience::Until(Some(deadline)) => sender.send_timeout(job, deadline::left(deadline)),
        }
    }

    /// The channel says that it is closed; why, the workers know. If the pool broke, they know
    /// it already: a broken pool writes down the reason before it closes the channel.
    fn reason(&self, refused: TrySendError<Job>) -> (Why, Job) {
        match refused {
            TrySendError::Full(job) => (Why::Full, job),
            TrySendError::Closed(job) => {
                let broken = self.0.workers.broken();
                (broken.map_or(Why::Closed, Why::Broken), job)
            }
        }
    }
}

impl Drop for ThreadPoolExecutor {
    fn drop(&mut self) {
        self.shutdown(Wait::Yes, Pending::Run);
    }
}
