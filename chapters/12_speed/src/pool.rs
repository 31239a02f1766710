//! Chapter 8's promises on the queue with two ends.
//!
//! What is new is the queue, [`execute_all`](Pool::execute_all), and that a task without a future
//! pays for none. Who has a task, who may cancel it, who helps whom and where a panic ends: all of
//! it is chapter 7's and 3's, since the promises are theirs.

use std::collections::VecDeque;

use super::Pending;
use super::cancellation::crew::Crew;
use super::cancellation::job;
use super::error::{BuildError, Refused, TrySendError, check_limits};
use super::future::Future;
use super::queue::Queue;
use super::sync::Arc;
use super::task::Task;
use super::work::{self, Work, boxed};
use super::workers::Workers;

/// How many tasks `execute_all` puts into the queue at once.
const AT_ONCE: usize = 16;

/// A fixed number of workers over a bounded queue of tasks that can be awaited and cancelled.
///
/// Dropping the pool runs what is pending, settles every future and ends the workers.
pub struct Pool {
    queue: Arc<Queue<Work>>,
    workers: Workers,
    /// Who is a worker, for the futures, and who of them sleeps in a wait.
    crew: Crew,
}

impl Pool {
    /// Starts `workers` threads over a queue with room for `capacity` tasks. A task that was
    /// cancelled, or run by a waiter, keeps its place until a worker comes to it.
    ///
    /// # Errors
    ///
    /// [`BuildError`], as in chapter 4: no workers, no capacity, or no thread.
    pub fn new(workers: usize, capacity: usize) -> Result<Pool, BuildError> {
        check_limits(workers, capacity)?;
        let mut pool = Pool {
            queue: Arc::new(Queue::new(capacity)),
            workers: Workers::new(),
            crew: Crew::new(workers),
        };
        for _ in 0..workers {
            let (queue, crew) = (Arc::clone(&pool.queue), pool.crew.clone());
            // On an error `?` drops `pool`, and a half-built pool ends as any other does.
            pool.workers.spawn(move || {
                crew.join();
                work::work(&queue);
            })?;
        }
        Ok(pool)
    }

    /// Runs `task` and forgets it. Waits for room while the queue is full.
    ///
    /// # Errors
    ///
    /// `Closed(task)` once [`shutdown`](Pool::shutdown) has begun, also for those who wait;
    /// `Full(task)` only from inside a task of this pool, which never waits for room.
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), TrySendError<Task>> {
        let pushed = self.queue.push(Work::Task(boxed(task)), self.may_wait());
        pushed.map_err(|refused| refused.map(Work::into_task))
    }

    /// [`execute`](Pool::execute) if there is room now. Never waits.
    ///
    /// # Errors
    ///
    /// `Full(task)` or `Closed(task)`: the task comes back.
    pub fn try_execute(
        &self,
        task: impl FnOnce() + Send + 'static,
    ) -> Result<(), TrySendError<Task>> {
        let pushed = self.queue.push(Work::Task(boxed(task)), false);
        pushed.map_err(|refused| refused.map(Work::into_task))
    }

    /// Runs all `tasks` and forgets them. It takes some from the iterator, and then puts as many of
    /// them into the queue at once as there is room for: one lock and one wake-up for them all.
    ///
    /// # Errors
    ///
    /// As [`execute`](Pool::execute). What comes back are the tasks that were not accepted, in
    /// their order; all before them were.
    pub fn execute_all<F: FnOnce() + Send + 'static>(
        &self,
        tasks: impl IntoIterator<Item = F>,
    ) -> Result<(), TrySendError<Vec<Task>>> {
        let mut tasks = tasks.into_iter().map(|task| Work::Task(boxed(task)));
        let wait = self.may_wait();
        loop {
            // Not all of them first: meanwhile the workers would run out of tasks, and sleep.
            let mut some = tasks.by_ref().take(AT_ONCE).collect::<VecDeque<_>>();
            if some.is_empty() {
                return Ok(());
            }
            if let Err(refused) = self.queue.push_all(&mut some, wait) {
                let rest = some.into_iter().chain(tasks).map(Work::into_task);
                return Err(refused.map(|()| rest.collect()));
            }
        }
    }

    /// Puts `task` at the end of the queue, waiting for room while it is full, and returns
    /// the future of its result. Python: `submit`.
    ///
    /// # Errors
    ///
    /// As [`execute`](Pool::execute). What comes back is the task and its future: wherever the
    /// task is run, it settles the future.
    pub fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        self.put(task, self.may_wait())
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
        self.put(task, false)
    }

    fn put<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
        wait: bool,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        let (job, future) = job::with_future(task, self.crew.clone());
        let future = Future::new(future);
        match self.queue.push(Work::Job(job), wait) {
            Ok(()) => Ok(future),
            Err(refused) => Err(refused.map(|work| (work.into_task(), future))),
        }
    }

    /// A worker never waits for room: every worker could, and none would be left to make any.
    fn may_wait(&self) -> bool {
        !self.crew.contains_current()
    }

    /// Refuses new tasks, runs or cancels the pending ones, and waits until the running ones
    /// and the workers have ended. Python: `shutdown(cancel_futures=...)`. A pending task without
    /// a future is dropped instead of being cancelled.
    ///
    /// Any thread may call it, also several at once and more than once. From inside a
    /// task it does not wait: a worker cannot wait for its own end.
    pub fn shutdown(&self, pending: Pending) {
        // First of all: after that, nothing is added to what is taken out below.
        self.queue.close();
        if pending == Pending::Cancel {
            while let Some(work) = self.queue.try_pop() {
                work.cancel();
            }
        }
        self.workers.join();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shutdown(Pending::Run);
    }
}
