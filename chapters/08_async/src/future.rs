//! Chapter 7's future, and what awaits it.

use std::future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::abort::AbortOnDrop;
use super::claim::{CANCELLED, Claim, RUNNING};
use super::error::TaskError;
use super::outcome::{self, Outcome};
use super::sync::Arc;
use super::thread::{self, ThreadId};
use super::time::Duration;
use super::waker::WakerSlot;

/// The outcome of a task, once there is one, to be waited for with or without a thread.
/// Python: `concurrent.futures.Future` and `asyncio.wrap_future` in one.
///
/// `.await` gives the outcome. Dropping the future detaches, also in the middle of an await:
/// the task runs all the same. [`abort_on_drop`](Future::abort_on_drop) cancels instead.
#[must_use = "a dropped future detaches its task, and nobody sees it fail"]
pub struct Future<T> {
    /// `None` once the outcome has been handed out.
    outcome: Option<outcome::Future<T>>,
    claim: Arc<Claim<T>>,
    /// Who would hold up the pool by waiting.
    workers: Arc<Vec<ThreadId>>,
    /// Made by the first poll that has to wait. Shared with the cell's listener.
    slot: Option<Arc<WakerSlot>>,
}

impl<T> future::Future for Future<T> {
    type Output = Outcome<T>;

    /// Never waits, and runs nothing.
    ///
    /// # Panics
    ///
    /// If the outcome was handed out before, as std's futures may.
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Outcome<T>> {
        if !self.done() {
            self.register(cx);
            // Only now: it may have been done since, and have woken the waker of an earlier
            // poll, whose task does not wait any more.
            if !self.done() {
                return Poll::Pending;
            }
        }
        Poll::Ready(self.take().result())
    }
}

impl<T> Future<T> {
    pub(crate) fn new(
        outcome: outcome::Future<T>,
        claim: Arc<Claim<T>>,
        workers: Arc<Vec<ThreadId>>,
    ) -> Future<T> {
        Future {
            outcome: Some(outcome),
            claim,
            workers,
            slot: None,
        }
    }

    fn register(&mut self, cx: &Context<'_>) {
        if let Some(slot) = &self.slot {
            return slot.register(cx.waker());
        }
        let slot = Arc::new(WakerSlot::new());
        slot.register(cx.waker());
        self.slot = Some(Arc::clone(&slot));
        // Once is enough: later polls change what is in the slot. Told after the outcome is
        // there; if it is there already, told now, which wakes us once for no reason.
        self.when_done(move || slot.wake());
    }

    /// Cancels the task if it is pending. `true`: it will never run. `false`: it has
    /// started, or ended, or was cancelled before. Python: `cancel()`.
    ///
    /// What the task captured is dropped here, callbacks run here, and who awaits is woken.
    pub fn cancel(&self) -> bool {
        self.claim.cancel(TaskError::Cancelled)
    }

    /// Has the task been given up? From the moment when `cancel` has won, or when a task
    /// that the pool had refused was dropped; that one's outcome is `Lost`.
    pub fn cancelled(&self) -> bool {
        self.claim.is(CANCELLED)
    }

    /// The same future, but dropping it cancels what has not started.
    pub fn abort_on_drop(self) -> AbortOnDrop<T> {
        AbortOnDrop::new(self)
    }

    /// Waits for the outcome, with a thread. Python: `result()`.
    ///
    /// Inside a task of the same pool it first runs a pending task here, as in chapter 7.
    ///
    /// # Errors
    ///
    /// [`TaskError`] if the task panicked, was cancelled, or will never run.
    ///
    /// # Panics
    ///
    /// If an await has handed out the outcome.
    pub fn result(mut self) -> Outcome<T> {
        self.help();
        self.take().result()
    }

    /// Waits for the outcome, with a thread, for `timeout` at most. It runs nothing itself.
    /// Python: `result(timeout)`.
    ///
    /// # Errors
    ///
    /// The future itself, if there was no outcome in all that time.
    ///
    /// # Panics
    ///
    /// If an await has handed out the outcome.
    pub fn result_timeout(mut self, timeout: Duration) -> Result<Outcome<T>, Future<T>> {
        match self.take().result_timeout(timeout) {
            Ok(outcome) => Ok(outcome),
            Err(pending) => {
                self.outcome = Some(pending);
                Err(self)
            }
        }
    }

    /// Waits, and says what went wrong, if anything did. Python: `exception()`. It helps, as
    /// [`result`](Future::result) does, and panics as `result` does.
    pub fn error(&self) -> Option<String> {
        self.help();
        self.outcome.as_ref().expect(TAKEN).error()
    }

    /// Is the outcome there, or has it been handed out? A cancellation is an outcome too.
    /// Python: `done()`.
    pub fn done(&self) -> bool {
        self.outcome.as_ref().is_none_or(outcome::Future::done)
    }

    /// Is a worker at it? Python: `running()`.
    pub fn running(&self) -> bool {
        self.claim.is(RUNNING) && !self.done()
    }

    /// See [`chapter5::Future::add_done_callback`]. Panics as `result` does.
    pub fn add_done_callback(&mut self, callback: impl FnOnce(&Outcome<T>) + Send + 'static) {
        let outcome = self.outcome.as_mut().expect(TAKEN);
        outcome.add_done_callback(callback);
    }

    /// See [`chapter5::Future::when_done`]. Panics as `result` does.
    pub fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        self.outcome.as_ref().expect(TAKEN).when_done(listener);
    }

    /// On a worker of the pool, runs the task here if nobody has it yet. Elsewhere it does
    /// nothing. An await never does it by itself: a poll must not take long.
    pub fn help(&self) {
        if self.workers.contains(&thread::current().id()) {
            self.claim.run();
        }
    }

    /// Whoever polled last is not woken any more.
    pub(crate) fn forget_waker(&self) {
        if let Some(slot) = &self.slot {
            slot.clear();
        }
    }

    fn take(&mut self) -> outcome::Future<T> {
        mem::take(&mut self.outcome).expect(TAKEN)
    }
}

const TAKEN: &str = "polled or asked after the outcome was handed out";

impl<T> Drop for Future<T> {
    /// A waker may keep a whole task alive, so it does not stay until the worker is done.
    fn drop(&mut self) {
        self.forget_waker();
    }
}
