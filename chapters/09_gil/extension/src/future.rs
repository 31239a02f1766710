//! Python's `Future`: chapter 8's, and what the callable returned or raised.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chapter8::Future;

use crate::collector::{Enough, Value, Visitor};
use crate::exception::{raise_as_futures_do, unraisable};
use crate::gil::{allow_threads, attached};
use crate::news::News;
use crate::object::Object;
use crate::outcome::Outcome;
use crate::raised::{Raised, raise_too_deep};
use crate::wait::in_slices;
use crate::waiters::Waiters;

/// Python's `Future`.
pub struct PyFuture {
    future: Future<()>,
    outcome: Arc<Outcome>,
    /// For all who wait, however often they ask. Made by the first.
    news: OnceLock<Arc<News>>,
}

impl PyFuture {
    pub fn new(future: Future<()>, outcome: Arc<Outcome>) -> PyFuture {
        PyFuture {
            future,
            outcome,
            news: OnceLock::new(),
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
    /// waits with a time-out. Too deep in such tasks, that is a `RecursionError`, as in Python.
    fn wait(&self, timeout: Option<Duration>) -> Result<(), Raised> {
        if timeout.is_none() && !self.done() {
            let helped = allow_threads(|| self.future.help());
            helped.map_err(|_| raise_too_deep())?;
        }
        if self.done() {
            return Ok(());
        }
        let bell = &self.news().bell;
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
        self.news(); // before it
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

    /// What `concurrent.futures.wait` uses of `this`, the instance that this is in.
    pub fn waiters(&self, this: Object) -> Result<Arc<Waiters>, Raised> {
        let done = || self.done();
        self.news().waiters(this, &self.outcome, done)
    }

    /// In Python's words.
    pub fn state(&self, this: Object) -> Result<&'static str, Raised> {
        let running = self.running();
        Ok(self.waiters(this)?.state(&self.outcome, running))
    }

    /// Who makes it keeps the GIL. So nobody can be waiting for that with the GIL.
    fn news(&self) -> &News {
        self.news.get_or_init(|| {
            let news = Arc::<News>::default();
            let (ours, outcome) = (Arc::clone(&news), Arc::clone(&self.outcome));
            self.future.when_done(move || ours.tell(&outcome));
            news
        })
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

impl Drop for PyFuture {
    /// What the callable returned goes now, and not when the worker has told the last listener.
    fn drop(&mut self) {
        self.outcome.clear();
    }
}

impl Value for PyFuture {
    fn visit(&self, visitor: &Visitor) -> Result<(), Enough> {
        self.outcome.visit(visitor)?;
        self.news.get().map_or(Ok(()), |news| news.visit(visitor))
    }

    fn clear(&self) {
        self.outcome.clear();
        if let Some(news) = self.news.get() {
            news.clear();
        }
    }
}
