//! What a callable returned or raised: Python's objects, which Python's collector may visit.

use std::sync::{Mutex, MutexGuard};

use crate::collector::{Enough, Visitor};
use crate::exception::{Exception, raise_as_futures_do};
use crate::object::Object;
use crate::raised::Raised;

/// Empty until the task sets it, with the GIL, before its future is settled; for ever, if it
/// was cancelled. Python's objects may be had more than once, so they are not in the future of
/// chapter 8, which hands its outcome out.
///
/// The task has one reference to it and Python's `Future` has the other. If the collector takes
/// the `Future` away while the task is about to set this, then the task's is the last one: what
/// it set goes with it, at once.
#[derive(Default)]
pub struct Outcome {
    /// Only locked with the GIL held, and no Python runs under it. So nobody ever waits for
    /// it, the collector included.
    given: Mutex<Option<Result<Object, Exception>>>,
}

impl Outcome {
    /// By the task, once.
    pub fn set(&self, given: Result<Object, Exception>) {
        *self.lock() = Some(given);
    }

    /// What the callable returned, or its exception.
    pub fn result(&self) -> Result<Object, Raised> {
        match self.given() {
            Some(Ok(object)) => Ok(object),
            Some(Err(exception)) => Err(exception.raise()),
            None => Err(cancelled()),
        }
    }

    /// The exception as an object, or Python's `None`.
    pub fn exception(&self) -> Result<Object, Raised> {
        match self.given() {
            Some(Ok(_)) => Ok(Object::none()),
            Some(Err(exception)) => Ok(exception.value().clone()),
            None => Err(cancelled()),
        }
    }

    /// Did it raise? `None`: there is no outcome.
    pub fn raised(&self) -> Option<bool> {
        self.lock().as_ref().map(Result::is_err)
    }

    /// For the collector: every reference in it.
    pub fn visit(&self, visitor: &Visitor) -> Result<(), Enough> {
        match self.lock().as_ref() {
            None => Ok(()),
            Some(Ok(object)) => visitor.visit(object),
            Some(Err(exception)) => exception.references().try_for_each(|o| visitor.visit(o)),
        }
    }

    /// For the collector: lets go.
    pub fn clear(&self) {
        let given = self.lock().take();
        drop(given); // after the lock: what goes may run Python
    }

    /// Out of the lock: what is done with it next may run Python.
    fn given(&self) -> Option<Result<Object, Exception>> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Result<Object, Exception>>> {
        self.given.lock().expect("nothing panics under it")
    }
}

fn cancelled() -> Raised {
    raise_as_futures_do(c"CancelledError", "it was cancelled")
}
