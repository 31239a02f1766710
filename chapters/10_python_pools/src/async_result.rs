//! What `apply_async` and `map_async` return.
//!
//! Chapter 5's future of a value that knows its own errors: one outcome, or a list of them.
//! So `get` brings what there is, and what was never run is in it, as an error.

use std::{error::Error, fmt};

use super::channel::channel;
use super::error::TaskError;
use super::future::Future;
use super::help;
use super::outcome::{self, Promise};
use super::settled::{Held, Settled};
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, Ordering::Relaxed};
use super::time::Duration;

/// The result of a call, once it is there. Python: `AsyncResult`, and `MapResult` for lists.
///
/// Dropping it detaches: the call runs all the same.
#[must_use = "dropped, it detaches its call, and nobody sees it fail"]
pub struct AsyncResult<V: Settled> {
    /// Always settled with `Ok`: what went wrong is in the value.
    outcome: outcome::Future<Held<V>>,
    /// Relaxed: it is written before the outcome is there and read after it was seen, and the
    /// lock of the outcome orders the two.
    failed: Arc<AtomicBool>,
    /// The tasks that bring it. A worker that waits runs those that are pending.
    tasks: Vec<Future<()>>,
}

impl<V: Settled + 'static> AsyncResult<V> {
    /// A result, and the hand that settles it.
    pub(crate) fn new() -> (Promise<Held<V>>, AsyncResult<V>) {
        let (promise, mut outcome) = outcome::promise::<Held<V>>();
        // `successful` asks again and again, and the outcome can be looked at only by those who
        // take it. So the first callback, before all that the caller adds, writes it down.
        let failed = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&failed);
        outcome.add_done_callback(move |value| {
            let well = value.as_ref().is_ok_and(|value| value.values().is_ok());
            flag.store(!well, Relaxed);
        });
        let result = AsyncResult {
            outcome,
            failed,
            tasks: Vec::new(),
        };
        (promise, result)
    }

    /// One more task that brings it.
    pub(crate) fn push(&mut self, task: Future<()>) {
        self.tasks.push(task);
    }

    /// Has `callback` look at the values, if nothing goes wrong: once, on the worker that
    /// brings them, before `get` returns; or here, now, if they are there. Its panic harms
    /// nobody else. Python: `callback=`, which on a failure of its own hangs the pool.
    pub fn callback(mut self, callback: impl FnOnce(V::Values<'_>) + Send + 'static) -> Self {
        self.outcome.add_done_callback(move |outcome| {
            if let Ok(Ok(values)) = outcome.as_ref().map(Held::values) {
                callback(values);
            }
        });
        self
    }

    /// Has `callback` look at the first error, if there is one: once, where
    /// [`callback`](AsyncResult::callback) would. Python: `error_callback=`.
    pub fn error_callback(mut self, callback: impl FnOnce(&TaskError) + Send + 'static) -> Self {
        self.outcome.add_done_callback(move |outcome| {
            if let Err(error) | Ok(Err(error)) = outcome.as_ref().map(Held::values) {
                callback(error);
            }
        });
        self
    }
}

impl<V: Settled> AsyncResult<V> {
    // ANCHOR: get
    /// Waits for the result. Python: `get()`, which raises the first error. Inside a task of
    /// the same pool it runs here what is pending of it, as chapter 7's `result` does.
    ///
    /// # Panics
    ///
    /// Inside a task, where `result` would be `TooDeep`.
    pub fn get(self) -> V {
        // First, as any wait without an end: the worker that would run it may be this one.
        self.help();
        help::sleep(&self.outcome);
        let outcome = self.outcome.result();
        let held = outcome.expect("a call that is dropped unrun says so in the value");
        held.take()
    }
    // ANCHOR_END: get

    /// Waits for `timeout` at most, and runs nothing itself. Python: `get(timeout)`.
    ///
    /// # Errors
    ///
    /// The result itself, if it was not there in all that time. Python: `TimeoutError`.
    pub fn get_timeout(self, timeout: Duration) -> Result<V, AsyncResult<V>> {
        let AsyncResult {
            outcome,
            failed,
            tasks,
        } = self;
        match outcome.result_timeout(timeout) {
            Ok(outcome) => Ok(outcome.expect("as in get").take()),
            Err(outcome) => Err(AsyncResult {
                outcome,
                failed,
                tasks,
            }),
        }
    }

    /// Waits until the result is there, and leaves it. Helps, and panics, as
    /// [`get`](AsyncResult::get).
    /// Python: `wait()`.
    pub fn wait(&self) {
        self.help();
        help::sleep(&self.outcome);
        // For its wait alone: the outcome is always `Ok`, and stays where it is.
        self.outcome.error();
    }

    /// Waits for `timeout` at most. Is the result there? Python: `wait(timeout)`, which does
    /// not say. Each call leaves a listener, until it is there.
    pub fn wait_timeout(&self, timeout: Duration) -> bool {
        // Chapter 5's future can be waited for with a limit only by taking it. But chapter 4's
        // channel can, and a listener tells it.
        let (told, hears) = channel(1);
        self.outcome.when_done(move || {
            let _ = told.try_send(()); // refused if nobody waits any more
        });
        hears.recv_timeout(timeout).is_ok()
    }

    /// Is it there, so that `get` would not wait? Python: `ready()`.
    pub fn ready(&self) -> bool {
        self.outcome.done()
    }

    /// Has nothing gone wrong? Python: `successful()`.
    ///
    /// # Errors
    ///
    /// [`NotReady`] as long as nobody knows. Python: `ValueError`.
    pub fn successful(&self) -> Result<bool, NotReady> {
        match self.ready() {
            true => Ok(!self.failed.load(Relaxed)),
            false => Err(NotReady),
        }
    }

    fn help(&self) {
        // The first task of a map brings all that is left of it; the others find nothing then.
        for task in &self.tasks {
            if let Err(too_deep) = task.help() {
                panic!("{too_deep}");
            }
        }
    }
}

/// Asked too early: the result is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReady;

impl fmt::Display for NotReady {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the result is not ready")
    }
}

impl Error for NotReady {}
