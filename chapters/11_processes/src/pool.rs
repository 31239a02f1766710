//! A pool of processes: chapter 7's pool of threads, each of which talks to a process.
//!
//! A thread takes a call from the queue and a worker from the dispatcher, writes the
//! arguments and reads the answer. The queue with its limit, the futures, `map` and the
//! drain at the end were there before.

use super::builder::Builder;
use super::calls::Calls;
use super::codec::Codec;
use super::dispatcher::End;
use super::error::{CallError, StartError, StillRunning};
use super::imap;
use super::registry::Function;
use super::result::{Answer, AsyncResult};
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::threads::{self, Pending};
use super::time::Duration;

/// A fixed number of worker processes. Python: `multiprocessing.Pool`.
///
/// Dropping it is `close` and `join`: every accepted call is made, and every process has
/// ended and been waited for. (Python's `with` terminates.)
///
/// A worker that dies settles the call that it has with [`CallError::WorkerDied`], and
/// another one is in its place before anybody hears of it.
pub struct Pool {
    threads: threads::Pool,
    pub(crate) calls: Arc<Calls>,
    closed: AtomicBool,
    workers: usize,
}

impl Pool {
    /// Settings for a pool.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn start(workers: usize, capacity: usize, calls: Calls) -> Result<Pool, StartError> {
        let threads = threads::Pool::new(workers, capacity).map_err(StartError::Threads)?;
        let pool = Pool {
            threads,
            calls: Arc::new(calls),
            closed: AtomicBool::new(false),
            workers,
        };
        // On an error the pool is dropped, and with it what has started.
        pool.calls.fill().map_err(StartError::Process)?;
        Ok(pool)
    }

    /// Calls `function` on some worker. Waits for room while the queue is full; from inside
    /// a callback of this pool, makes the call there. Python: `apply_async`.
    ///
    /// # Errors
    ///
    /// [`CallError::Closed`] after `close` or `terminate`.
    pub fn apply_async<A, R>(
        &self,
        function: &Function<A, R>,
        argument: A,
    ) -> Result<AsyncResult<R>, CallError>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
    {
        let (calls, name) = (Arc::clone(&self.calls), function.name());
        let call = move || {
            let mut answers = calls.make(name, &[argument]);
            answers.pop().expect("one call, one answer")
        };
        match self.threads.submit(call) {
            Ok(future) => Ok(AsyncResult(future)),
            Err(threads::TrySendError::Closed(_)) => Err(CallError::Closed),
            Err(threads::TrySendError::Full((task, future))) => {
                task();
                Ok(AsyncResult(future))
            }
        }
    }

    /// Calls `function` and waits. Python: `apply`.
    ///
    /// # Errors
    ///
    /// [`CallError`].
    pub fn apply<A, R>(&self, function: &Function<A, R>, argument: A) -> Answer<R>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
    {
        self.apply_async(function, argument)?.get()
    }

    /// Calls `function` on every input and waits for all: each input's own answer, in order.
    /// Chunks as in Python, about four for each worker. Python: `map`, which raises the first
    /// error in the place of all results.
    pub fn map<A, R>(
        &self,
        function: &Function<A, R>,
        inputs: impl IntoIterator<Item = A>,
    ) -> Vec<Answer<R>>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
    {
        let inputs = inputs.into_iter().collect::<Vec<_>>();
        let chunk = inputs.len().div_ceil(4 * self.workers).max(1);
        let chunks = 5 * self.workers;
        self.imap(function, chunk, chunks * chunk, inputs).collect()
    }

    /// Calls `function` on every input, `chunk` of them in one frame. The answers come in
    /// order, and at most `buffer` inputs are taken ahead. Python: `imap`.
    ///
    /// Each input has its own answer. If the worker dies, those before it have theirs, that
    /// one is `WorkerDied`, and those behind it are made on another worker. (In Python, an
    /// error in a chunk drops all of the chunk.)
    ///
    /// # Panics
    ///
    /// If `chunk` is zero, or `buffer` is less than a chunk.
    pub fn imap<A, R, I>(
        &self,
        function: &Function<A, R>,
        chunk: usize,
        buffer: usize,
        inputs: I,
    ) -> impl Iterator<Item = Answer<R>> + use<'_, A, R, I>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
        I: IntoIterator<Item = A>,
    {
        imap::ordered(
            &self.threads,
            &self.calls,
            function.name(),
            chunk,
            buffer,
            inputs,
        )
    }

    /// The same, chunks in the order in which they are done. Python: `imap_unordered`.
    ///
    /// # Panics
    ///
    /// As [`imap`](Pool::imap).
    pub fn imap_unordered<A, R, I>(
        &self,
        function: &Function<A, R>,
        chunk: usize,
        buffer: usize,
        inputs: I,
    ) -> impl Iterator<Item = Answer<R>> + use<'_, A, R, I>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
        I: IntoIterator<Item = A>,
    {
        imap::unordered(
            &self.threads,
            &self.calls,
            function.name(),
            chunk,
            buffer,
            inputs,
        )
    }

    /// The workers' process numbers. Replaces those that died without a task first, which
    /// otherwise is done when their turn comes.
    pub fn pids(&self) -> Vec<u32> {
        let _ = self.calls.fill(); // who is not there is not listed
        self.calls.pids()
    }

    /// Takes no more calls. Those accepted are made. Python: `close`.
    pub fn close(&self) {
        self.closed.store(true, SeqCst);
        self.threads.shutdown_timeout(Pending::Run, Duration::ZERO);
    }

    /// Takes no more calls and kills all workers. Calls that are not done are answered by
    /// [`CallError::Terminated`], so nobody waits for ever. Python: `terminate`, after which
    /// `get` does.
    pub fn terminate(&self) {
        self.closed.store(true, SeqCst);
        self.calls.end(End::Terminated);
        // What is pending comes to a thread, which finds no worker to be had.
        self.threads.shutdown_timeout(Pending::Run, Duration::ZERO);
    }

    /// Waits until every accepted call has its answer and every worker has ended. From
    /// inside a callback of this pool it waits for nothing.
    ///
    /// # Errors
    ///
    /// [`StillRunning`] if neither `close` nor `terminate` came before. Python: `ValueError`.
    pub fn join(&self) -> Result<(), StillRunning> {
        if !self.closed.load(SeqCst) {
            return Err(StillRunning);
        }
        if self.threads.shutdown_timeout(Pending::Run, Duration::MAX) {
            self.calls.end(End::Closed);
        }
        Ok(())
    }
}

impl Drop for Pool {
    /// Dropped inside a callback, it only closes; the last call ends the workers.
    fn drop(&mut self) {
        self.close();
        let _ = self.join(); // never an error: it is closed
    }
}
