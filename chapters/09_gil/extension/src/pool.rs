//! The pool of chapter 7 for Python: `Pool(workers, capacity)`.
//!
//! Its workers are threads that Python did not start. They hold the GIL while they run a
//! callable, and wait for the next one without it.

use std::collections::VecDeque;
use std::sync::Arc;

use chapter7::Pending;
use chapter7::error::{BuildError, TrySendError};

use crate::api::*;
use crate::exception::{Exception, Raised, raise};
use crate::future::{Outcome, PyFuture};
use crate::object::{Object, allow_threads, attached};
use crate::process::{self, Busy};

/// Python's `Pool`.
pub struct Pool {
    pool: Arc<chapter7::Pool>,
    /// How many submissions `map` is ahead.
    ahead: usize,
}

impl Pool {
    pub fn new(workers: u32, capacity: u32) -> Result<Pool, Raised> {
        let (workers, capacity) = (workers as usize, capacity as usize);
        // Without the GIL: to start threads takes a while.
        let pool = allow_threads(|| chapter7::Pool::new(workers, capacity));
        let pool = Arc::new(pool.map_err(|error: BuildError| refused(&error.to_string()))?);
        if !process::remember(&pool) {
            return Err(refused("the interpreter is about to end"));
        }
        let ahead = workers + capacity;
        Ok(Pool { pool, ahead })
    }

    /// Submits, and waits for room without the GIL.
    pub fn submit(&self, callable: Object, arguments: Object) -> Result<PyFuture, Raised> {
        let outcome = Outcome::default();
        let task = {
            let (outcome, busy) = (Arc::clone(&outcome), Busy::new());
            move || {
                let _busy = busy; // goes last
                process::stay_attached();
                attached(|| {
                    let result = callable.call(&arguments);
                    let result = result.map_err(|Raised| Exception::take());
                    // Before anybody sees the result, and with the GIL.
                    drop((callable, arguments));
                    let _ = outcome.set(result); // nobody else sets it
                });
            }
        };
        let future = match self.pool.try_submit(task) {
            Ok(future) => future,
            Err(TrySendError::Full((task, first))) => {
                match allow_threads(|| self.pool.submit(task)) {
                    // This one stands for the other: to cancel it cancels that.
                    Ok(future) => future,
                    Err(TrySendError::Full((task, _))) => {
                        // In a task of this very pool, which must not wait for room: it helps.
                        allow_threads(task);
                        first
                    }
                    Err(TrySendError::Closed(_)) => return Err(refused("the pool is shut down")),
                }
            }
            Err(TrySendError::Closed(_)) => return Err(refused("the pool is shut down")),
        };
        Ok(PyFuture::new(future, outcome))
    }

    /// The results in the order of the inputs, as a list. Takes inputs as there is room.
    pub fn map(&self, callable: &Object, iterable: *mut PyObject) -> Result<Object, Raised> {
        // SAFETY: any object; it refuses what cannot be iterated.
        let inputs = Object::new(unsafe { PyObject_GetIter(iterable) })?;
        let mut pending = VecDeque::new();
        let results = self.results(callable, &inputs, &mut pending);
        if results.is_err() {
            // Taken away meanwhile: what the tasks captured may run Python's code as it goes.
            let raised = Exception::take();
            for future in pending {
                future.cancel();
            }
            return Err(raised.raise());
        }
        results
    }

    fn results(
        &self,
        callable: &Object,
        inputs: &Object,
        pending: &mut VecDeque<PyFuture>,
    ) -> Result<Object, Raised> {
        // SAFETY: an empty list.
        let results = Object::new(unsafe { PyList_New(0) })?;
        loop {
            // SAFETY: an iterator. Null is the end, or an exception.
            let input = Object::new(unsafe { PyIter_Next(inputs.pointer()) });
            let at_end = input.is_err();
            if let Ok(input) = input {
                let callable = Object::share(callable.pointer());
                pending.push_back(self.submit(callable, Object::tuple([input])?)?);
            // SAFETY: it may always be asked.
            } else if !unsafe { PyErr_Occurred() }.is_null() {
                return Err(Raised);
            }
            while at_end || pending.len() > self.ahead {
                let Some(first) = pending.pop_front() else {
                    return Ok(results);
                };
                let result = first.result(None)?;
                // SAFETY: our own list, and an object.
                if unsafe { PyList_Append(results.pointer(), result.pointer()) } != 0 {
                    return Err(Raised);
                }
            }
        }
    }

    /// Runs what was accepted, and waits for it.
    pub fn shutdown(&self) {
        allow_threads(|| self.pool.shutdown(Pending::Run));
    }
}

impl Drop for Pool {
    /// As `shutdown`. Tasks need the GIL to end, so it is not held meanwhile. On one of its
    /// own workers it does not wait.
    fn drop(&mut self) {
        self.shutdown();
    }
}

fn refused(why: &str) -> Raised {
    // SAFETY: Python sets it before it loads us.
    raise(unsafe { PyExc_RuntimeError }, why)
}
