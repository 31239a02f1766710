//! A pool whose queue is bounded.

use super::channel::{Sender, channel};
use super::error::{BuildError, TrySendError, check_limits};
use super::task::Task;
use super::worker;
use super::workers::Workers;

/// A fixed number of workers that run tasks from one bounded queue, oldest first.
///
/// At most `workers` tasks run and at most `capacity` wait, whatever the producers do.
/// Dropping the pool is [`shutdown`](Pool::shutdown): every accepted task runs, then the
/// workers end.
pub struct Pool {
    sender: Sender<Task>,
    workers: Workers,
}

impl Pool {
    /// Starts `workers` threads over a queue with room for `capacity` tasks.
    ///
    /// # Errors
    ///
    /// [`BuildError::ZeroWorkers`], [`BuildError::TooManyWorkers`],
    /// [`BuildError::ZeroCapacity`], or [`BuildError::Spawn`] if the system refuses a thread;
    /// the workers that had started have ended again by then.
    pub fn new(workers: usize, capacity: usize) -> Result<Pool, BuildError> {
        check_limits(workers, capacity)?;
        let (sender, receiver) = channel::<Task>(capacity);
        let mut pool = Pool {
            sender,
            workers: Workers::new(),
        };
        for _ in 0..workers {
            let receiver = receiver.clone();
            // On an error `?` drops `pool`, and a half-built pool ends as any other does.
            pool.workers.spawn(move || worker::work(&receiver))?;
        }
        Ok(pool)
    }

    /// Puts `task` at the end of the queue, waiting for room while it is full.
    ///
    /// From inside a task of this pool it never waits: every worker could be waiting so,
    /// and none would be left to make room. There it is [`try_execute`](Pool::try_execute).
    ///
    /// # Errors
    ///
    /// `Closed(task)` once [`shutdown`](Pool::shutdown) has begun, also for those who
    /// wait. `Full(task)` only from inside a task of this pool.
    // ANCHOR: execute
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), TrySendError<Task>> {
        if self.workers.contains_current() {
            return self.try_execute(task);
        }
        Ok(self.sender.send(Box::new(task))?)
    }
    // ANCHOR_END: execute

    /// Puts `task` at the end of the queue if there is room now. Never waits.
    ///
    /// # Errors
    ///
    /// `Full(task)` or `Closed(task)`: the task comes back, to be run later or elsewhere.
    pub fn try_execute(
        &self,
        task: impl FnOnce() + Send + 'static,
    ) -> Result<(), TrySendError<Task>> {
        self.sender.try_send(Box::new(task))
    }

    /// Refuses new tasks, waits until the accepted ones have run and the workers ended.
    /// Python: `shutdown(wait=True)`.
    ///
    /// Any thread may call it, also several at once and more than once. From inside a
    /// task it only closes: a worker cannot wait for its own end.
    pub fn shutdown(&self) {
        // In this order: a worker ends only when it finds the queue closed and empty.
        self.sender.close();
        self.workers.join();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shutdown();
    }
}
