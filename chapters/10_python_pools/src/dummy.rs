//! Python's `multiprocessing.dummy.Pool`, also known as `multiprocessing.pool.ThreadPool`.

use std::{error::Error, fmt};

use crate::async_result::{AsyncResult, Settled};
use crate::call::Call;
use crate::error::{BuildError, TrySendError};
use crate::future::Future;
use crate::outcome::Outcome;
use crate::pool::{self, Pending};
use crate::share::Share;
use crate::sync::atomic::{AtomicBool, Ordering::SeqCst};
use crate::task::Task;
use crate::time::Duration;
use crate::token::CancelToken;

/// A pool whose workers all start at once, and that is told when no more work comes. Python:
/// `multiprocessing.dummy.Pool`.
///
/// Dropping it closes, runs what was accepted, and waits. Leaving Python's `with` block
/// terminates, and what is pending is lost; here only `terminate` does that. Dropped inside
/// one of its own tasks, it does not wait.
pub struct Pool {
    pub(crate) inner: pool::Pool,
    /// Written before the inner pool closes; says no more than "`join` may be called" and "no
    /// new `imap`". Who submits is stopped by the queue.
    closed: AtomicBool,
    /// Asks the maps to stop. Set before what is pending is dropped, which looks at it.
    pub(crate) terminated: CancelToken,
    processes: usize,
}

/// Refused: the task, to be run later or elsewhere, and the result that it will bring.
pub type Refused<V> = TrySendError<(Task, AsyncResult<V>)>;

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
            inner: pool::Pool::new(processes, capacity)?,
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
    ) -> Result<AsyncResult<Outcome<T>>, Refused<Outcome<T>>> {
        let (promise, result) = AsyncResult::new();
        let call = Call::new(f, promise, self.terminated.clone());
        hand_out(self.inner.submit(move || call.run()), result)
    }

    /// [`apply_async`](Pool::apply_async) if there is room now. Python has no such thing.
    ///
    /// # Errors
    ///
    /// Full or closed.
    pub fn try_apply_async<T: Send + 'static>(
        &self,
        f: impl FnOnce() -> T + Send + 'static,
    ) -> Result<AsyncResult<Outcome<T>>, Refused<Outcome<T>>> {
        let (promise, result) = AsyncResult::new();
        let call = Call::new(f, promise, self.terminated.clone());
        hand_out(self.inner.try_submit(move || call.run()), result)
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
    ) -> Result<Outcome<T>, Refused<Outcome<T>>> {
        get_here(self.apply_async(f))
    }

    /// Runs `f` on every input and returns at once. The result is the list of all outcomes,
    /// in the order of the inputs. Python: `map_async(f, inputs, chunksize)`, whose list ends
    /// with the first error.
    ///
    /// The workers take the inputs themselves, `chunk` at a time ([`default_chunk`] if
    /// `None`), so `inputs` runs on them, one at a time, and never further ahead than they
    /// are. For that the map takes a place in the queue for each worker, and waits for
    /// room as `apply_async` does. If the input panics, that is the outcome of its item,
    /// and those behind it are lost.
    ///
    /// # Errors
    ///
    /// Closed; from inside a task of this pool also full. The task that comes back is the
    /// whole map.
    ///
    /// # Panics
    ///
    /// If `chunk` is zero.
    pub fn map_async<I, F, R>(
        &self,
        inputs: I,
        chunk: Option<usize>,
        f: F,
    ) -> Result<AsyncResult<Outcomes<R>>, Refused<Outcomes<R>>>
    where
        I: IntoIterator<IntoIter: ExactSizeIterator + Send + 'static>,
        F: Fn(I::Item) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        let inputs = inputs.into_iter();
        let len = inputs.len();
        let chunk = chunk.unwrap_or_else(|| default_chunk(len, self.processes));
        assert!(chunk > 0, "a chunk has at least one item");
        let (promise, result) = AsyncResult::new();
        let share = Share::new(inputs, f, chunk, promise, self.terminated.clone());
        let puller = Share::puller(&share);
        let mut result = hand_out(self.inner.submit(move || puller.run()), result)?;
        // Accepted, so it will run. The others make it faster, and may be refused.
        for _ in 1..self.processes.min(len.div_ceil(chunk)) {
            let puller = Share::puller(&share);
            match self.inner.submit(move || puller.run()) {
                Ok(task) => result.push(task),
                Err(_) => break,
            }
        }
        Ok(result)
    }

    /// Runs `f` on every input and waits for all outcomes. Python: `map(f, inputs, chunksize)`.
    ///
    /// # Errors
    ///
    /// Closed.
    ///
    /// # Panics
    ///
    /// If `chunk` is zero.
    pub fn map<I, F, R>(
        &self,
        inputs: I,
        chunk: Option<usize>,
        f: F,
    ) -> Result<Outcomes<R>, Refused<Outcomes<R>>>
    where
        I: IntoIterator<IntoIter: ExactSizeIterator + Send + 'static>,
        F: Fn(I::Item) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        get_here(self.map_async(inputs, chunk, f))
    }

    /// [`map_async`](Pool::map_async) for a function of two arguments. Python:
    /// `starmap_async`. (For three there is `map`, with a closure that takes a tuple.)
    ///
    /// # Errors
    ///
    /// As `map_async`.
    pub fn starmap_async<I, F, A, B, R>(
        &self,
        inputs: I,
        chunk: Option<usize>,
        f: F,
    ) -> Result<AsyncResult<Outcomes<R>>, Refused<Outcomes<R>>>
    where
        I: IntoIterator<Item = (A, B), IntoIter: ExactSizeIterator + Send + 'static>,
        F: Fn(A, B) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        self.map_async(inputs, chunk, move |(a, b)| f(a, b))
    }

    /// [`map`](Pool::map) for a function of two arguments. Python: `starmap`.
    ///
    /// # Errors
    ///
    /// Closed.
    pub fn starmap<I, F, A, B, R>(
        &self,
        inputs: I,
        chunk: Option<usize>,
        f: F,
    ) -> Result<Outcomes<R>, Refused<Outcomes<R>>>
    where
        I: IntoIterator<Item = (A, B), IntoIter: ExactSizeIterator + Send + 'static>,
        F: Fn(A, B) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        get_here(self.starmap_async(inputs, chunk, f))
    }

    /// Takes no more work; what was accepted runs. Returns at once. Python: `close()`.
    pub fn close(&self) {
        self.closed.store(true, SeqCst);
        self.inner.shutdown_timeout(Pending::Run, Duration::ZERO);
    }

    /// Takes no more work, and gives up what has not started: its outcome is `Cancelled`.
    /// What is running runs to its end, and a map ends after the items that are. Returns at
    /// once. Python: `terminate()`, after which a result that was pending never comes.
    pub fn terminate(&self) {
        self.closed.store(true, SeqCst);
        // In this order: what the next line drops asks whether it was terminated.
        self.terminated.cancel();
        self.inner.shutdown_timeout(Pending::Cancel, Duration::ZERO);
    }

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
        self.inner.shutdown(Pending::Run);
        Ok(())
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(SeqCst)
    }
}

/// How many items a task of a map gets if nobody says: four chunks for each worker, as in
/// Python.
pub fn default_chunk(items: usize, processes: usize) -> usize {
    items.div_ceil(4 * processes).max(1)
}

fn hand_out<V: Settled + 'static>(
    submitted: Result<Future<()>, pool::Refused<()>>,
    mut result: AsyncResult<V>,
) -> Result<AsyncResult<V>, Refused<V>> {
    match submitted {
        Ok(task) => {
            result.push(task);
            Ok(result)
        }
        Err(refused) => Err(refused.map(|(task, _)| (task, result))),
    }
}

/// Waits. A task that its own pool has no room for runs here: the caller is a worker too.
fn get_here<V>(started: Result<AsyncResult<V>, Refused<V>>) -> Result<V, Refused<V>> {
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
