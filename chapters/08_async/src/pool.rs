//! Chapter 7's pool, where one can also wait for room without a thread.
//!
//! All of it is chapter 7's but for [`submit_async`](Pool::submit_async). Those who wait there
//! stand in a [`Room`], and somebody has to say when a place gets free. That is the worker,
//! with each job that it takes out of the queue: chapter 7's hook. The task itself cannot say
//! it. A cancelled one never starts, and one that a waiter has run starts too early: both keep
//! their places until a worker comes to them.

use super::Pending;
use super::cancellation::{self, job::into_task};
use super::error::{BuildError, Closed, Refused, TrySendError};
use super::future::Future;
use super::room::Room;
use super::sync::Arc;
use super::task::Task;
use super::time::Duration;

/// A fixed number of workers over a bounded queue, whose futures can be awaited.
///
/// Dropping the pool runs what is pending, settles every future and ends the workers, as
/// chapter 7's does. (Nobody waits for room by then: a wait borrows the pool.)
pub struct Pool {
    pool: cancellation::Pool,
    /// Those who wait for room. The workers have it, too, to wake them.
    room: Arc<Room>,
}

impl Pool {
    /// Starts `workers` threads over a queue with room for `capacity` tasks. A task that was
    /// cancelled, or run by a waiter, keeps its place until a worker comes to it.
    ///
    /// # Errors
    ///
    /// [`BuildError`], as in chapter 4: no workers, no capacity, or no thread.
    pub fn new(workers: usize, capacity: usize) -> Result<Pool, BuildError> {
        // The room first: each worker starts with a hand on it.
        let room = Arc::new(Room::new());
        let same = Arc::clone(&room);
        let pool = cancellation::Pool::with_hook(workers, capacity, move || same.wake_one())?;
        Ok(Pool { pool, room })
    }

    /// Puts `task` at the end of the queue, waiting for room without a thread, and returns
    /// the future of its result.
    ///
    /// The one who has waited longest is woken first; but if somebody else looks just then,
    /// the place is theirs. Dropped before it is done, nothing was submitted, and the task is
    /// dropped.
    ///
    /// Poll it when it is woken, or drop it: one that is woken and then only kept (a loser that
    /// `select` gave back) keeps the wake-up, too, and others wait though there is room.
    ///
    /// # Errors
    ///
    /// `Closed` once [`shutdown`](Pool::shutdown) has begun, also for those who wait. What
    /// comes back is the task and its future: wherever the task is run, it settles the future.
    // ANCHOR: submit_async
    pub async fn submit_async<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Closed<(Task, Future<T>)>> {
        // Made once; the job is tried as often as it takes. If this wait is dropped, so is the
        // job, and with it the task.
        let (job, future) = self.pool.prepare(task);
        let future = Future::new(future);
        match self.room.enter(job, |job| self.pool.try_send(job)).await {
            Ok(()) => Ok(future),
            Err(Closed(job)) => Err(Closed((into_task(job), future))),
        }
    }
    // ANCHOR_END: submit_async

    /// Puts `task` at the end of the queue, waiting for room with a thread, and returns
    /// the future of its result. Python: `submit`.
    ///
    /// # Errors
    ///
    /// `Closed` as above; `Full` only from inside a task of this pool, which never waits
    /// for room.
    pub fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        awaitable(self.pool.submit(task))
    }

    /// [`submit`](Pool::submit) if there is room now. Never waits.
    ///
    /// # Errors
    ///
    /// `Full` or `Closed`, with the task and its future.
    pub fn try_submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        awaitable(self.pool.try_submit(task))
    }

    /// Runs `task` and forgets it.
    ///
    /// # Errors
    ///
    /// The task, as [`submit`](Pool::submit).
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), TrySendError<Task>> {
        self.pool.execute(task)
    }

    /// Refuses new tasks, runs or cancels the pending ones, and waits until the running ones
    /// and the workers have ended. Python: `shutdown(cancel_futures=...)`.
    ///
    /// Any thread may call it, also several at once and more than once. From inside a
    /// task it does not wait: a worker cannot wait for its own end.
    pub fn shutdown(&self, pending: Pending) {
        self.close(pending);
        self.pool.join();
    }

    /// [`shutdown`](Pool::shutdown), but waits for `timeout` at most. Have all workers
    /// ended? If not they go on, and may be waited for again; dropping the pool does that.
    /// From inside a task the answer is `false`, at once.
    pub fn shutdown_timeout(&self, pending: Pending, timeout: Duration) -> bool {
        self.close(pending);
        self.pool.join_timeout(timeout)
    }

    fn close(&self, pending: Pending) {
        // In this order: those who are woken find the queue closed, and get their tasks back.
        self.pool.close(pending);
        self.room.wake_all();
    }
}

/// The same answer, with a future that can be awaited.
fn awaitable<T>(
    submitted: Result<cancellation::Future<T>, Refused<cancellation::Future<T>>>,
) -> Result<Future<T>, Refused<Future<T>>> {
    match submitted {
        Ok(future) => Ok(Future::new(future)),
        Err(refused) => Err(refused.map(|(task, future)| (task, Future::new(future)))),
    }
}
