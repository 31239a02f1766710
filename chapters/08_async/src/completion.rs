//! Chapter 6's `map`, `as_completed` and `wait` for futures that can be awaited: those of
//! chapter 7 are inside.

use chapter6::completion::Wrapper;
use chapter6::submit::SubmitTask;

use super::cancellation;
use super::error::Refused;
use super::outcome::Outcome;
use super::{Future, Pool};

impl<T> Wrapper for Future<T> {
    type Inner = cancellation::Future<T>;

    fn inner(&self) -> Option<&Self::Inner> {
        self.task()
    }

    fn into_outcome(self) -> Outcome<T> {
        self.result()
    }
}

impl SubmitTask<'static> for Pool {
    type Future<T: Send + 'static> = Future<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        Pool::submit(self, task)
    }
}
