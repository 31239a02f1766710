//! What one asks of a future in order to wait for many.

use super::future::{Future, Outcome};

/// Wakes one who waits for any of several.
pub type Nudge = Box<dyn FnOnce() + Send>;

// ANCHOR: completion
/// A result that is there, or will be.
///
/// A trait because later chapters have futures of their own (ones that can be cancelled,
/// ones that can be awaited), and [`as_completed`](super::as_completed()) and
/// [`wait`](super::wait()) serve them all.
pub trait Completion {
    /// What it brings if nothing goes wrong.
    type Output;

    /// Is the outcome there? Once it is, this stays true until somebody takes it.
    fn done(&self) -> bool;

    /// Is the outcome there, and is it an error? Never waits; the outcome stays.
    fn failed(&self) -> bool;

    /// Has `listener` hear that the outcome is there: exactly once, on the thread that
    /// brings it, right after, or on this one, now. By then `done` is true.
    fn when_done(&self, listener: impl FnOnce() + Send + 'static);
    // ANCHOR_END: completion

    /// What a worker does when it cannot go on without this: nothing, or the task itself, if
    /// that is pending in the worker's own pool (chapter 7). Did it run it?
    ///
    /// # Panics
    ///
    /// Where too many tasks are run like this, one inside the other.
    fn help(&self) -> bool {
        false
    }

    /// Does the caller work for a pool that counts who sleeps (chapter 7)?
    fn on_worker() -> bool {
        false
    }

    /// On such a worker: calls `wait`, which sleeps until one of several of these is
    /// `ready`. But where no other of its pool can go on it returns `None`, and the caller helps
    /// with one of them. If that comes to be so while it sleeps, `nudge` has to wake it, and it
    /// asks again. No `nudge`: it has nothing to help with.
    fn asleep<R>(
        _ready: impl Fn() -> bool + Send + 'static,
        _nudge: Option<Nudge>,
        wait: impl FnOnce() -> R,
    ) -> Option<R> {
        Some(wait())
    }

    /// Waits for the outcome and takes it.
    ///
    /// # Errors
    ///
    /// [`TaskError`](super::error::TaskError): there is none.
    fn result(self) -> Outcome<Self::Output>;
}

/// A future with another one inside, to which it leaves all but the taking: those of chapters
/// 8, 10 and 11. `None` inside means that there is nothing to wait for.
pub trait Wrapper {
    /// The future inside.
    type Inner: Completion;

    /// The future inside, if there is one (any more).
    fn inner(&self) -> Option<&Self::Inner>;

    /// What [`result`](Completion::result) does.
    ///
    /// # Errors
    ///
    /// [`TaskError`](super::error::TaskError): there is none.
    fn into_outcome(self) -> Outcome<<Self::Inner as Completion>::Output>;
}

impl<F: Wrapper> Completion for F {
    type Output = <F::Inner as Completion>::Output;

    fn done(&self) -> bool {
        self.inner().is_none_or(Completion::done)
    }

    fn failed(&self) -> bool {
        self.inner().is_none_or(Completion::failed)
    }

    fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        match self.inner() {
            Some(future) => future.when_done(listener),
            None => listener(),
        }
    }

    fn help(&self) -> bool {
        self.inner().is_some_and(Completion::help)
    }

    fn on_worker() -> bool {
        F::Inner::on_worker()
    }

    fn asleep<R>(
        ready: impl Fn() -> bool + Send + 'static,
        nudge: Option<Nudge>,
        wait: impl FnOnce() -> R,
    ) -> Option<R> {
        F::Inner::asleep(ready, nudge, wait)
    }

    fn result(self) -> Outcome<Self::Output> {
        self.into_outcome()
    }
}

impl<T> Completion for Future<T> {
    type Output = T;

    fn done(&self) -> bool {
        Future::done(self)
    }

    fn failed(&self) -> bool {
        // In this order: `error` waits for a future that is not done.
        Future::done(self) && self.error().is_some()
    }

    fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        Future::when_done(self, listener);
    }

    fn result(self) -> Outcome<T> {
        Future::result(self)
    }
}
