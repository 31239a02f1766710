//! Python's `Future`: chapter 8's, and what the callable returned or raised.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::time::Duration;

use chapter8::Future;

use crate::collector::{Enough, Value, Visitor};
use crate::exception::{raise_as_futures_do, unraisable};
use crate::gil::{allow_threads, attached};
use crate::object::Object;
use crate::outcome::Outcome;
use crate::raised::Raised;
use crate::wait::{Bell, in_slices};
use crate::waiters::Waiters;

/// Python's `Future`.
pub struct PyFuture {
    future: Future<()>,
    outcome: Arc<Outcome>,
    /// For all who wait, however often they ask: the first has it rung when the future is done.
    bell: OnceLock<Arc<Bell>>,
    /// For `concurrent.futures.wait`: the first that looks has them made. Locked as an outcome
    /// is: with the GIL, and no Python runs under it.
    waiters: Mutex<Option<Arc<Waiters>>>,
}

impl PyFuture {
    pub fn new(future: Future<()>, outcome: Arc<Outcome>) -> PyFuture {
        PyFuture {
            future,
            outcome,
            bell: OnceLock::new(),
            waiters: Mutex::default(),
        }
    }

    /// Waits without the GIL; then what the callable returned, or its exception.
    pub fn result(&self, timeout: Option<Duration>) -> Result<Object, Raised> {
        self.wait(timeout)?;
        self.outcome.result()
    }

    /// Waits without the GIL; then the exception, or `None`.
    pub fn exception(&self, timeout: Option<Duration>) -> Result<Object, Raised> {
        self.wait(timeout)?;
        self.outcome.exception()
    }

    /// As in chapter 8, a task that waits for a pending one of its own pool runs it, unless it
    /// waits with a time-out.
    fn wait(&self, timeout: Option<Duration>) -> Result<(), Raised> {
        if timeout.is_none() && !self.done() {
            allow_threads(|| self.future.help());
        }
        if self.done() {
            return Ok(());
        }
        // The one who makes it keeps the GIL, so nobody else can be waiting for it here.
        let bell = self.bell.get_or_init(|| {
            let bell = Arc::<Bell>::default();
            let ours = Arc::clone(&bell);
            self.future.when_done(move || ours.ring());
            bell
        });
        match in_slices(timeout, |slice| allow_threads(|| bell.wait(slice)))? {
            true => Ok(()),
            false => Err(raise_as_futures_do(c"TimeoutError", "it is not done")),
        }
    }

    /// Has `callback` called with `this`, the instance that this is in: by the worker when it
    /// is done, or by whoever cancels it, or now. It may raise, and nobody else suffers.
    ///
    /// Until then the pool keeps both, and the collector cannot know: rightly, it will be called.
    pub fn add_done_callback(&self, this: Object, callback: Object) {
        self.future.when_done(move || {
            attached(|| {
                let called = Object::tuple([this]).and_then(|this| callback.call(&this));
                if let Err(raised) = called {
                    unraisable(&callback, raised);
                }
                drop(callback);
            });
        });
    }

    /// The private parts of `this`, the instance that this is in.
    pub fn waiters(&self, this: Object) -> Result<Arc<Waiters>, Raised> {
        if let Some(waiters) = &*self.lock() {
            return Ok(Arc::clone(waiters));
        }
        let waiters = Arc::new(Waiters::new()?);
        match &mut *self.lock() {
            // While ours was made, another thread had the GIL.
            Some(theirs) => return Ok(Arc::clone(theirs)),
            none => *none = Some(Arc::clone(&waiters)),
        }
        let (ours, outcome) = (Arc::clone(&waiters), Arc::clone(&self.outcome));
        self.future.when_done(move || {
            attached(|| {
                if let Err(raised) = ours.tell(this, &outcome) {
                    unraisable(&ours.list, raised);
                }
            });
        });
        Ok(waiters)
    }

    /// In Python's words.
    pub fn state(&self, this: Object) -> Result<&'static str, Raised> {
        let running = self.future.running();
        Ok(self.waiters(this)?.state(&self.outcome, running))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Waiters>>> {
        self.waiters.lock().expect("nothing panics under it")
    }

    pub fn done(&self) -> bool {
        self.future.done()
    }

    pub fn running(&self) -> bool {
        self.future.running()
    }

    pub fn cancelled(&self) -> bool {
        self.future.cancelled()
    }

    /// Is it cancelled, by this call or before?
    pub fn cancel(&self) -> bool {
        // Without the GIL: callbacks run in it.
        allow_threads(|| self.future.cancel()) || self.cancelled()
    }
}

impl Value for PyFuture {
    fn visit(&self, visitor: &Visitor) -> Result<(), Enough> {
        self.outcome.visit(visitor)?;
        match &*self.lock() {
            Some(waiters) => waiters.visit(visitor),
            None => Ok(()),
        }
    }

    fn clear(&self) {
        self.outcome.clear();
        let waiters = self.lock().take();
        drop(waiters); // after the lock
    }
}
