//! One call in the queue. Run, it brings its outcome; dropped, it brings the reason.

use super::error::TaskError;
use super::outcome::{Outcome, Promise};
use super::panics;
use super::progress::missing;
use super::settled::Held;
use super::token::CancelToken;

/// `f`, to be called once, and the promise that it settles.
pub(crate) struct Call<F, T> {
    /// `None` once it has run.
    work: Option<(F, Promise<Held<Outcome<T>>>)>,
    terminated: CancelToken,
}

impl<T, F: FnOnce() -> T> Call<F, T> {
    pub(crate) fn new(f: F, promise: Promise<Held<Outcome<T>>>, terminated: CancelToken) -> Self {
        Call {
            work: Some((f, promise)),
            terminated,
        }
    }

    pub(crate) fn run(mut self) {
        // Taken out, so that the drop at the end finds nothing to do. The panic is caught here
        // and not left to the promise: what went wrong has to be in the value.
        if let Some((f, promise)) = self.work.take() {
            promise.run(|| Held::new(panics::catch(f).map_err(TaskError::Panicked), None));
        }
    }
}

impl<F, T> Drop for Call<F, T> {
    fn drop(&mut self) {
        let Some((f, promise)) = self.work.take() else {
            return;
        };
        // As in chapter 7: who sees the outcome sees what the task captured gone. Contained,
        // since it is foreign code, and a waiter must hear of the rest all the same.
        panics::contain(|| drop(f));
        promise.settle(Ok(Held::new(Err(missing(&self.terminated)), None)));
    }
}
