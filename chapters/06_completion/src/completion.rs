//! What one asks of a future in order to wait for many.

use super::channel::Sender;
use super::future::{Future, Outcome};

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

    /// What a worker does before it waits for this: nothing, or the task itself, if that is
    /// pending in the worker's own pool (chapter 7). So no pool waits for itself.
    fn help(&self) {}

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

    fn help(&self) {
        self.inner().into_iter().for_each(Completion::help);
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

/// Has `future` send `index` once it is done. The channel must have room for the index of
/// every future that may send one: a listener runs on a worker and must not wait.
pub(crate) fn tell(future: &impl Completion, index: usize, told: &Sender<usize>) {
    let told = told.clone();
    future.when_done(move || {
        // Refused if the receiver is gone: then nobody wants to know.
        let _ = told.try_send(index);
    });
}
