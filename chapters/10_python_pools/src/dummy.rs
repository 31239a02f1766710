//! Python's `multiprocessing.dummy.Pool`, also known as `multiprocessing.pool.ThreadPool`.

use std::{error::Error, fmt};

use super::async_result::AsyncResult;
use super::call::Call;
use super::error::{BuildError, Refused, TrySendError};
use super::future::Future;
use super::outcome::Outcome;
use super::pool::{self, Pending};
use super::settled::Settled;
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::token::CancelToken;

/// A pool whose workers all start at once, and that is told when no more work comes. Python:
/// `multiprocessing.dummy.Pool`.
///
/// Dropping it closes, runs what was accepted, and waits. Leaving Python's `with` block
/// terminates, and what is pending is lost; here only `terminate` does that. Dropped inside
/// one of its own tasks, it does not wait.
pub struct Pool {
    /// The maps that are going on have it too, to invite workers. Our drop ends it for all.
    pub(crate) inner: Arc<pool::Pool>,
    /// Written before the inner pool closes; says no more than "`join` may be called" and "no
    /// new `imap`". Submitters are stopped by the queue.
    closed: AtomicBool,
    /// Asks the maps to stop. Set before what is pending is dropped, which looks at it.
    pub(crate) terminated: CancelToken,
    pub(crate) processes: usize,
}

/// A list of outcomes, one for each item.
pub type Outcomes<R> = Vec<Outcome<R>>;

impl Pool {
    /// Starts `processes` workers (they are threads; the name is Python's) over a queue with
    /// room for `capacity` tasks. Python's queue has no limit.
    ///
    /// # Errors
    ///
    /// [`BuildError`], as in chapter 4. A thread that cannot be had leaves no other behind.
    pub fn new(processes: usize, capacity: usize) -> Result<Pool, BuildError> {
        Ok(Pool {
            inner: Arc::new(pool::Pool::new(processes, capacity)?),
            closed: AtomicBool::new(false),
            terminated: CancelToken::new(),
            processes,
        })
    }

    /// Queues `f`, waiting for room while the queue is full, and returns its result to come.
    /// Python: `apply_async(f)`, whose callbacks are [`AsyncResult`]'s here.
    ///
    /// # Errors
    ///
    /// Closed; from inside a task of this pool also full, since a worker never waits for room.
    pub fn apply_async<T: Send + 'static>(
        &self,
        f: impl FnOnce() -> T + Send + 'static,
    ) -> Result<AsyncResult<Outcome<T>>, Refused<AsyncResult<Outcome<T>>>> {
        let (promise, result) = AsyncResult::new();
        let call = Call::new(f, promise, self.terminated.clone());
        answer(self.inner.submit(move || call.run()), result)
    }

    /// [`apply_async`](Pool::apply_async) if there is room now. Python has no such thing.
    ///
    /// # Errors
    ///
    /// Full or closed.
    pub fn try_apply_async<T: Send + 'static>(
        &self,
        f: impl FnOnce() -> T + Send + 'static,
    ) -> Result<AsyncResult<Outcome<T>>, Refused<AsyncResult<Outcome<T>>>> {
        let (promise, result) = AsyncResult::new();
        let call = Call::new(f, promise, self.terminated.clone());
        answer(self.inner.try_submit(move || call.run()), result)
    }

    /// Runs `f` on a worker and waits for it. Python: `apply(f)`. Inside a task of this pool
    /// that worker is this one.
    ///
    /// # Errors
    ///
    /// Closed. What `f` itself does wrong is its outcome.
    pub fn apply<T: Send + 'static>(
        &self,
        f: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Outcome<T>, Refused<AsyncResult<Outcome<T>>>> {
        get_here(self.apply_async(f))
    }

    // ANCHOR: terminate
    /// Takes no more work; what was accepted runs. Returns at once. Python: `close()`.
    pub fn close(&self) {
        // In this order: once a task is refused, `join` may be called.
        self.closed.store(true, SeqCst);
        self.inner.close(Pending::Run);
    }

    /// Takes no more work, and gives up what has not started: its outcome is `Cancelled`.
    /// What is running runs to its end, and a map ends after the items that are. Returns at
    /// once. Python: `terminate()`, after which a result that was pending never comes.
    pub fn terminate(&self) {
        self.closed.store(true, SeqCst);
        // In this order: what the next line drops asks whether it was terminated.
        self.terminated.cancel();
        self.inner.close(Pending::Cancel);
    }
    // ANCHOR_END: terminate

    /// Waits until the workers have ended. Python: `join()`. From inside a task it does not
    /// wait: a worker cannot wait for its own end.
    ///
    /// # Errors
    ///
    /// [`StillOpen`] if neither `close` nor `terminate` came first: it would wait for ever.
    pub fn join(&self) -> Result<(), StillOpen> {
        if !self.is_closed() {
            return Err(StillOpen);
        }
        // Closed once more: the thread that closes may have written the flag and not more.
        self.inner.shutdown(Pending::Run);
        Ok(())
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(SeqCst)
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.inner.shutdown(Pending::Run);
    }
}

/// What the methods answer: the result to come, which hears of its first task, or the task back.
pub(crate) fn answer<V: Settled + 'static>(
    submitted: Result<Future<()>, Refused<Future<()>>>,
    mut result: AsyncResult<V>,
) -> Result<AsyncResult<V>, Refused<AsyncResult<V>>> {
    match submitted {
        Ok(task) => {
            result.push(task);
            Ok(result)
        }
        Err(refused) => Err(refused.map(|(task, _)| (task, result))),
    }
}

/// Waits. A task that its own pool has no room for runs here: the caller is a worker too.
pub(crate) fn get_here<V: Settled>(
    started: Result<AsyncResult<V>, Refused<AsyncResult<V>>>,
) -> Result<V, Refused<AsyncResult<V>>> {
    match started {
        Ok(result) => Ok(result.get()),
        Err(TrySendError::Full((task, result))) => {
            task();
            Ok(result.get())
        }
        Err(closed) => Err(closed),
    }
}

/// `join` without `close` or `terminate` before it. Python: `ValueError: Pool is still running`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StillOpen;

impl fmt::Display for StillOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pool is still open: close or terminate it first")
    }
}

impl Error for StillOpen {}
