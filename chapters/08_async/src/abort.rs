//! An await that cancels when it is dropped.

use std::future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::future::Future;
use super::outcome::Outcome;

/// A future whose drop cancels the task, if it is pending. Python: what `task.cancel()`
/// does to an `await asyncio.wrap_future(..)`; a running task goes on there, too.
///
/// Async code gives up a wait by dropping it: the loser of a `select`, a request whose
/// client has gone. With the plain future the work would still be done, for nobody. Running
/// tasks are detached; give those a [`CancelToken`](super::CancelToken).
#[must_use = "dropped, it cancels its task"]
pub struct AbortOnDrop<T>(Option<Future<T>>);

impl<T> Future<T> {
    /// The same future, but dropping it cancels what has not started.
    pub fn abort_on_drop(self) -> AbortOnDrop<T> {
        AbortOnDrop::new(self)
    }
}

impl<T> AbortOnDrop<T> {
    /// See [`Future::abort_on_drop`].
    pub fn new(future: Future<T>) -> AbortOnDrop<T> {
        AbortOnDrop(Some(future))
    }

    /// The plain future again, whose drop detaches.
    pub fn into_inner(mut self) -> Future<T> {
        self.0
            .take()
            .expect("taken only here, and then `self` is gone")
    }
}

// ANCHOR: drop
impl<T> future::Future for AbortOnDrop<T> {
    type Output = Outcome<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Outcome<T>> {
        let future = self.0.as_mut().expect("taken only by `into_inner`");
        Pin::new(future).poll(cx)
    }
}

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        if let Some(future) = &self.0 {
            // In this order: cancelling wakes, and nobody is there any more to be woken.
            future.forget_waker();
            future.cancel(); // no effect on a task that runs or has run
        }
    }
}
// ANCHOR_END: drop
