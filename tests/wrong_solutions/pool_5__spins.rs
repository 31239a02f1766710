// Rejected by: overflowed its stack
//! Tries again and again in the place of waiting for room, and puts the task into one more box each
//! time.
//!
//! Chapter 4's pool, and `submit`.

use super::bounded;
use super::error::{BuildError, Refused, TrySendError};
use super::future::{Future, promise};
use super::task::Task;

/// A fixed number of workers over a bounded queue, whose tasks give their results back.
///
/// Dropping the pool is [`shutdown`](Pool::shutdown): every accepted task runs, so every
/// future is settled, and the workers end.
pub struct Pool(bounded::Pool);

impl Pool {
    /// Starts `workers` threads over a queue with room for `capacity` tasks.
    ///
    /// # Errors
    ///
    /// [`BuildError`], as in chapter 4: no workers, no capacity, or no thread.
    pub fn new(workers: usize, capacity: usize) -> Result<Pool, BuildError> {
        bounded::Pool::new(workers, capacity).map(Pool)
    }

    /// Puts `task` at the end of the queue, waiting for room while it is full, and returns
    /// the future of its result. Python: `submit`.
    ///
    /// # Errors
    ///
    /// As [`execute`](Pool::execute): closed, or, from inside a task, full. What comes back
    /// is the task and its future: wherever the task is run, it settles the future.
    // ANCHOR: submit
    pub fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        let (promise, future) = promise();
        let mut task: Task = Box::new(move || promise.run(task));
        let accepted = loop {
            match self.0.try_execute(task) {
                Err(TrySendError::Full(back)) => task = back,
                other => break other,
            }
        };
        answer(accepted, future)
    }
    // ANCHOR_END: submit

    /// [`submit`](Pool::submit) if there is room now. Never waits.
    ///
    /// # Errors
    ///
    /// Full or closed, with the task and its future.
    pub fn try_submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        let (promise, future) = promise();
        let accepted = self.0.try_execute(move || promise.run(task));
        answer(accepted, future)
    }

    /// Runs `task` and forgets it. See [`chapter4::Pool::execute`].
    ///
    /// # Errors
    ///
    /// The task: closed, or, from inside a task of this pool, full.
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), TrySendError<Task>> {
        self.0.execute(task)
    }

    /// Refuses new tasks, waits until the accepted ones have run and the workers ended.
    /// See [`chapter4::Pool::shutdown`].
    pub fn shutdown(&self) {
        self.0.shutdown();
    }
}

/// What `submit` answers: the future, or the task and the future.
fn answer<T>(
    accepted: Result<(), TrySendError<Task>>,
    future: Future<T>,
) -> Result<Future<T>, Refused<Future<T>>> {
    match accepted {
        Ok(()) => Ok(future),
        Err(refused) => Err(refused.map(|task| (task, future))),
    }
}
