//! The pool of chapter 8 for Python: `Pool(workers, capacity)`.
//!
//! Its workers are threads that Python did not start. They hold the GIL while they run a
//! callable, and wait for the next one without it.

use std::cell::Cell;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use std::{mem, thread};

use chapter8::Pending;
use chapter8::error::{BuildError, Closed, TrySendError};

use crate::api::*;
use crate::collector::{Enough, Value, Visitor};
use crate::exception::Exception;
use crate::future::PyFuture;
use crate::gil::{allow_threads, attached};
use crate::object::Object;
use crate::outcome::Outcome;
use crate::process::{self, Busy};
use crate::raised::{Raised, raise, raise_too_deep};
use crate::wait::{Bell, in_slices};
use crate::worker;

/// Python's `Pool`.
pub struct Pool {
    pool: Arc<chapter8::Pool>,
    /// How many tasks it runs and keeps at once.
    pub room: usize,
    /// Has somebody waited for its end? Only touched with the GIL.
    ended: Cell<bool>,
}

thread_local! {
    /// Of which pool this thread is a worker: where it is in memory. Its first task sets it.
    static WORKER_OF: Cell<usize> = const { Cell::new(0) };
}

impl Pool {
    pub fn new(workers: u32, capacity: u32) -> Result<Pool, Raised> {
        let (workers, capacity) = (workers as usize, capacity as usize);
        // Without the GIL: to start threads takes a while.
        let pool = allow_threads(|| chapter8::Pool::new(workers, capacity));
        let pool = Arc::new(pool.map_err(|error: BuildError| refused(&error.to_string()))?);
        if !process::remember(&pool) {
            return Err(refused("the interpreter is about to end"));
        }
        Ok(Pool {
            pool,
            room: workers + capacity,
            ended: Cell::new(false),
        })
    }

    /// Submits, and waits for room without the GIL. If a signal's handler raises meanwhile,
    /// nothing was submitted.
    pub fn submit(&self, callable: Object, arguments: Object) -> Result<PyFuture, Raised> {
        let outcome = Arc::<Outcome>::default();
        let task = self.task(callable, arguments, Arc::clone(&outcome));
        let future = match self.pool.try_submit(task) {
            Ok(future) => future,
            // In a task of this very pool, which must not wait for room: it helps.
            Err(TrySendError::Full((task, future))) if self.is_mine() => {
                allow_threads(task);
                if outcome.raised().is_none() {
                    return Err(raise_too_deep()); // it was not run, and nobody else has it
                }
                future
            }
            // The future that comes stands for this one: to cancel it cancels the other.
            Err(TrySendError::Full((task, _))) => self.submit_when_there_is_room(task)?,
            Err(TrySendError::Closed(_)) => return Err(refused("the pool is shut down")),
        };
        Ok(PyFuture::new(future, outcome))
    }

    /// Waits for room as an async function does, so that nothing is lost if the wait ends
    /// early: dropped, it has not submitted, and whose turn it was is told.
    fn submit_when_there_is_room(
        &self,
        task: chapter8::task::Task,
    ) -> Result<chapter8::Future<()>, Raised> {
        let mut submitting = pin!(self.pool.submit_async(task));
        let bell = Arc::<Bell>::default();
        let waker = Waker::from(Arc::clone(&bell));
        let mut submitted = None;
        let mut wait = |slice| {
            let end = Instant::now() + slice;
            loop {
                bell.hush(); // before the look: what comes after it rings
                let look = submitting.as_mut().poll(&mut Context::from_waker(&waker));
                if let Poll::Ready(done) = look {
                    submitted = Some(done);
                    return true;
                }
                // Rung by the worker that makes room, and by the pool's end.
                if !bell.wait(end.saturating_duration_since(Instant::now())) {
                    return false;
                }
            }
        };
        in_slices(None, |slice| allow_threads(|| wait(slice)))?;
        match submitted.expect("without a time-out nobody gives up") {
            Ok(future) => Ok(future),
            Err(Closed(_)) => Err(refused("the pool is shut down")),
        }
    }

    fn task(
        &self,
        callable: Object,
        arguments: Object,
        outcome: Arc<Outcome>,
    ) -> impl FnOnce() + Send + use<> {
        let (pool, busy) = (self.place(), Busy::new());
        move || {
            if !busy.is_here() {
                return; // a task forked, and this is the child: the parent runs it
            }
            WORKER_OF.set(pool);
            worker::stay_attached();
            attached(|| {
                let result = callable.call(&arguments);
                let result = result.map_err(|Raised| Exception::take());
                // Before anybody sees the result, and with the GIL.
                drop((callable, arguments));
                outcome.set(result);
                drop(outcome);
            });
            drop(busy); // last
        }
    }

    fn place(&self) -> usize {
        Arc::as_ptr(&self.pool).addr()
    }

    /// Is this thread one of its workers? Then it must not wait for it.
    fn is_mine(&self) -> bool {
        WORKER_OF.get() == self.place()
    }

    /// Runs what was accepted, and waits for it. On one of its own workers it does not wait.
    pub fn shutdown(&self) -> Result<(), Raised> {
        let ended = |slice| self.pool.shutdown_timeout(Pending::Run, slice);
        let ended = match self.is_mine() {
            true => ended(Duration::ZERO),
            false => in_slices(None, |slice| allow_threads(|| ended(slice)))?,
        };
        self.ended.set(self.ended.get() || ended);
        Ok(())
    }
}

impl Drop for Pool {
    /// Refuses new tasks, and waits for nobody: what was accepted runs, then the workers end.
    /// Python's pools do the same. The last reference may go at any line of a program, by the
    /// collector, and there the program may hold a lock that a task wants.
    ///
    /// So a thread waits. At the interpreter's end `at_exit` does, for the tasks.
    fn drop(&mut self) {
        if self.ended.get() {
            return; // to drop it takes no time
        }
        let pool = Arc::clone(&self.pool);
        let waiter = thread::Builder::new().spawn(move || pool.shutdown(Pending::Run));
        if waiter.is_err() {
            // Closed all the same; and in memory for ever, for then nobody joins the workers.
            mem::forget(Arc::clone(&self.pool));
            allow_threads(|| self.pool.shutdown_timeout(Pending::Run, Duration::ZERO));
        }
        // Our reference goes before that thread's, or after its `shutdown` and in no time.
    }
}

impl Value for Pool {
    /// A pool refers to no Python object: what is in its queue will run, whoever knows the pool.
    fn visit(&self, _: &Visitor) -> Result<(), Enough> {
        Ok(())
    }

    fn clear(&self) {}
}

fn refused(why: &str) -> Raised {
    // SAFETY: Python sets it before it loads us.
    raise(unsafe { PyExc_RuntimeError }, why)
}
