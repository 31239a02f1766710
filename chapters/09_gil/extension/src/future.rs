//! Python's `Future`: chapter 7's, and what the callable returned or raised.

use std::sync::{Arc, Condvar, Mutex, OnceLock};
use std::time::Duration;

use chapter7::Future;

use crate::api::*;
use crate::exception::{Exception, Raised, raise};
use crate::object::{Object, allow_threads};

/// What a callable gave. Set by the task, with the GIL, before its future is settled; never
/// if it was cancelled. Python's objects may be had more than once, so they are not in the
/// future, which hands its outcome out.
pub type Outcome = Arc<OnceLock<Result<Object, Exception>>>;

/// Python's `Future`.
pub struct PyFuture {
    future: Future<()>,
    outcome: Outcome,
    /// For those who wait with a time-out. Made by the first.
    bell: OnceLock<Arc<Bell>>,
}

/// One listener for all who wait with a time-out, however often they ask.
#[derive(Default)]
struct Bell {
    /// Protects "it is done".
    done: Mutex<bool>,
    /// "It is done." The listener notifies all.
    rings: Condvar,
}

impl PyFuture {
    pub fn new(future: Future<()>, outcome: Outcome) -> PyFuture {
        let bell = OnceLock::new();
        PyFuture {
            future,
            outcome,
            bell,
        }
    }

    /// Waits without the GIL; then what the callable returned, or its exception.
    pub fn result(&self, timeout: Option<Duration>) -> Result<Object, Raised> {
        if !self.future.done() && !allow_threads(|| self.wait(timeout)) {
            // SAFETY: Python sets it before it loads us.
            return Err(raise(unsafe { PyExc_TimeoutError }, "it is not done"));
        }
        match self.outcome.get() {
            Some(Ok(object)) => Ok(Object::share(object.pointer())),
            Some(Err(exception)) => Err(exception.raise()),
            None => Err(cancelled()),
        }
    }

    /// Is it done in time? As in chapter 7, a task that waits for a pending one of its own
    /// pool runs it, unless it waits with a time-out.
    fn wait(&self, timeout: Option<Duration>) -> bool {
        let Some(timeout) = timeout else {
            self.future.error(); // waits, and leaves the outcome where it is
            return true;
        };
        let bell = self.bell.get_or_init(|| {
            let bell = Arc::<Bell>::default();
            let ours = Arc::clone(&bell);
            self.future.when_done(move || {
                *ours.done.lock().expect("nothing panics under it") = true;
                ours.rings.notify_all();
            });
            bell
        });
        let done = bell.done.lock().expect("nothing panics under it");
        // Notified by the listener.
        let waited = bell.rings.wait_timeout_while(done, timeout, |done| !*done);
        *waited.expect("nothing panics under it").0
    }

    pub fn done(&self) -> bool {
        self.future.done()
    }

    /// Did this call cancel it?
    pub fn cancel(&self) -> bool {
        self.future.cancel()
    }
}

/// `concurrent.futures.CancelledError`: that of Python's own pools.
fn cancelled() -> Raised {
    let class = Object::import(c"concurrent.futures")
        .and_then(|module| module.attribute(c"CancelledError"));
    match class {
        Ok(class) => raise(class.pointer(), "it was cancelled"),
        Err(raised) => raised,
    }
}
