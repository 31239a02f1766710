//! Chapter 7's future, and what awaits it.
//!
//! An awaited future is polled: "are you done?" If it is not, the poll leaves a waker in a
//! slot, and a listener of chapter 5 wakes what it finds there when the outcome is there.
//!
//! | the future is | `task` | `slot`        | a poll                                         |
//! |---------------|--------|---------------|------------------------------------------------|
//! | not polled    | there  | none          | makes the slot, leaves a waker and a listener  |
//! | awaited       | there  | with a waker  | puts its own waker in the place of the last    |
//! | done          | there  | with or none  | takes the outcome                              |
//! | handed out    | none   | with or none  | panics, as std's futures may                   |
//!
//! Why no await sleeps for ever: a poll that answers `Pending` has first registered and then
//! looked, and the worker first settles and then wakes. [`WakerSlot`] has the argument.

use std::future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::cancellation;
use super::error::TaskError;
use super::outcome::Outcome;
use super::sync::Arc;
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
    task: Option<cancellation::Future<T>>,
    /// What `cancelled` answers from then on.
    was_cancelled: bool,
    /// Made by the first poll that has to wait. Shared with the listener.
    slot: Option<Arc<WakerSlot>>,
}

impl<T> future::Future for Future<T> {
    type Output = Outcome<T>;

    /// Never waits, and runs nothing.
    ///
    /// # Panics
    ///
    /// If the outcome was handed out before, as std's futures may.
    // ANCHOR: poll
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Outcome<T>> {
        // This first look only saves a waker where there is nothing to wait for.
        if !self.done() {
            self.register(cx);
            // Only now: it may have been done since, and have woken the waker of an earlier
            // poll, whose task does not wait any more.
            if !self.done() {
                return Poll::Pending;
            }
        }
        // It is done, so `result` has nothing to wait for and nothing to run.
        let outcome = self.take().result();
        self.was_cancelled = matches!(outcome, Err(TaskError::Cancelled | TaskError::Lost));
        Poll::Ready(outcome)
    }
    // ANCHOR_END: poll
}

impl<T> Future<T> {
    /// Makes it awaitable.
    pub fn new(task: cancellation::Future<T>) -> Future<T> {
        Future {
            task: Some(task),
            was_cancelled: false,
            slot: None,
        }
    }

    // ANCHOR: register
    fn register(&mut self, cx: &Context<'_>) {
        // Only the last waker is woken: polled by another task, the first one waits no more.
        if let Some(slot) = &self.slot {
            return slot.register(cx.waker());
        }
        let slot = Arc::new(WakerSlot::new());
        // The waker first. The other way round would do as well: the poll looks again after both.
        slot.register(cx.waker());
        self.slot = Some(Arc::clone(&slot));
        // One listener is enough: later polls change what is in the slot. It is told after the
        // outcome is there; if that is there already, now, which wakes us once for no reason.
        self.when_done(move || slot.wake());
    }
    // ANCHOR_END: register

    /// Cancels the task if it is pending. `true`: it will never run. `false`: it has
    /// started, or ended, or was cancelled before. Python: `cancel()`.
    ///
    /// What the task captured is dropped here, callbacks run here, and the one who awaits is
    /// woken.
    pub fn cancel(&self) -> bool {
        self.task().is_some_and(cancellation::Future::cancel)
    }

    /// Has the task been given up? From the moment when `cancel` has won, or when a task
    /// that the pool had refused was dropped; that one's outcome is `Lost`.
    pub fn cancelled(&self) -> bool {
        let handed_out = self.was_cancelled;
        self.task().map_or(handed_out, |task| task.cancelled())
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
        self.take().result_timeout(timeout).map_err(|task| {
            self.task = Some(task);
            self
        })
    }

    /// Waits, and says what went wrong, if anything did. Python: `exception()`. It helps, as
    /// [`result`](Future::result) does, and panics as `result` does.
    pub fn error(&self) -> Option<String> {
        self.task().expect(TAKEN).error()
    }

    /// Is the outcome there, or has it been handed out? A cancellation is an outcome too.
    /// Python: `done()`.
    pub fn done(&self) -> bool {
        self.task().is_none_or(cancellation::Future::done)
    }

    /// Is a worker at it? Python: `running()`.
    pub fn running(&self) -> bool {
        self.task().is_some_and(cancellation::Future::running)
    }

    /// See [`chapter5::Future::add_done_callback`]. Panics as `result` does.
    pub fn add_done_callback(&mut self, callback: impl FnOnce(&Outcome<T>) + Send + 'static) {
        self.task.as_mut().expect(TAKEN).add_done_callback(callback);
    }

    /// See [`chapter5::Future::when_done`]. Panics as `result` does.
    pub fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        self.task().expect(TAKEN).when_done(listener);
    }

    /// On a worker of the pool, runs the task here if nobody has it yet. Elsewhere it does
    /// nothing. An await never does it by itself: a poll must not take long. Did it run it?
    ///
    /// # Errors
    ///
    /// [`TaskError::TooDeep`], as in chapter 7. The task is still pending.
    pub fn help(&self) -> Result<bool, TaskError> {
        self.task().map_or(Ok(false), cancellation::Future::help)
    }

    /// The last poll's waker is not woken any more.
    pub(crate) fn forget_waker(&self) {
        // The listener keeps the slot until the task ends. What is in it goes now.
        if let Some(slot) = &self.slot {
            slot.clear();
        }
    }

    /// Chapter 7's future, until the outcome has been handed out.
    pub(crate) fn task(&self) -> Option<&cancellation::Future<T>> {
        self.task.as_ref()
    }

    fn take(&mut self) -> cancellation::Future<T> {
        self.task.take().expect(TAKEN)
    }
}

const TAKEN: &str = "polled or asked after the outcome was handed out";

impl<T> Drop for Future<T> {
    /// A waker may keep a whole task alive, so it does not stay until the worker is done.
    fn drop(&mut self) {
        self.forget_waker();
    }
}
