//! A pool of processes: chapter 7's pool of threads, each of which talks to a process.
//!
//! A thread takes a call from the queue and a worker from the dispatcher, writes the
//! arguments and reads the answer. The queue with its limit, the futures, `map` and the
//! drain at the end were there before.
//!
//! The end has two halves, since there are two kinds of worker. First the threads: no more
//! calls are accepted, and those in the queue are made, or, after `terminate`, refused by
//! the workers one by one. Then the processes. In the other order a call in the queue would
//! find none.

use super::calls::Calls;
use super::codec::Codec;
use super::error::{CallError, StartError, StillRunning};
use super::future::List;
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
    pub(crate) threads: threads::Pool,
    /// Each task has a handle too: so the last call of a pool that was dropped in its own
    /// callback still has its workers, and ends them.
    pub(crate) calls: Arc<Calls>,
    /// Set before the threads are closed, for `join` alone.
    closed: AtomicBool,
    pub(crate) workers: usize,
}

impl Pool {
    pub(crate) fn start(workers: usize, capacity: usize, calls: Calls) -> Result<Pool, StartError> {
        let threads = threads::Pool::new(workers, capacity).map_err(StartError::Threads)?;
        let pool = Pool {
            threads,
            calls: Arc::new(calls),
            closed: AtomicBool::new(false),
            workers,
        };
        // On an error the pool is dropped, and with it what has started.
        pool.calls.workers.fill().map_err(StartError::Process)?;
        Ok(pool)
    }

    /// Calls `function` on some worker. Waits for room while the queue is full; from inside
    /// a callback of this pool, makes the call there. Python: `apply_async`.
    ///
    /// # Errors
    ///
    /// [`CallError::Closed`] after `close` or `terminate`.
    // ANCHOR: apply_async
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
        let argument = List::from_iter([argument]);
        let call = move || {
            let mut answers = calls.make(name, argument);
            answers.next().expect("one call, one answer")
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
    // ANCHOR_END: apply_async

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

    /// The workers' process numbers. Replaces those that died without a task first, which
    /// otherwise is done when their turn comes; but not if starts have failed just now, and a
    /// pause is on. So it may be that there are fewer for a moment.
    pub fn pids(&self) -> Vec<u32> {
        let _ = self.calls.workers.fill(); // a place without a worker is not listed
        self.calls.workers.pids()
    }

    /// Takes no more calls. Those accepted are made. Python: `close`.
    pub fn close(&self) {
        self.closed.store(true, SeqCst);
        self.threads.shutdown_timeout(Pending::Run, Duration::ZERO);
    }

    /// Takes no more calls and kills all workers. Calls that are not done are answered by
    /// [`CallError::Terminated`], so nobody waits for ever. Python: `terminate`, after which
    /// `get` does.
    ///
    /// It does not wait for calls, nor for programs that workers have started: those go on.
    pub fn terminate(&self) {
        self.closed.store(true, SeqCst);
        self.calls.workers.terminate();
        // What is pending comes to a thread, which finds no worker to be had.
        self.threads.shutdown_timeout(Pending::Run, Duration::ZERO);
    }

    /// Waits until every accepted call has its answer and every worker has ended. Several
    /// threads may; each waits for all of it. From inside a callback of this pool it waits
    /// for nothing.
    ///
    /// # Errors
    ///
    /// [`StillRunning`] if neither `close` nor `terminate` came before. Python: `ValueError`.
    pub fn join(&self) -> Result<(), StillRunning> {
        if !self.closed.load(SeqCst) {
            return Err(StillRunning);
        }
        if self.threads.shutdown_timeout(Pending::Run, Duration::MAX) {
            self.calls.workers.close();
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
