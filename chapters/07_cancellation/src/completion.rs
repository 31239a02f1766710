//! Chapter 6's `map`, `as_completed` and `wait` for futures that can be cancelled.

use chapter6::submit::SubmitTask;
use chapter6::{Completion, future::Outcome};

use super::error::Refused;
use super::help::Crew;
use super::{Future, Pool};

impl<T, C: Crew> Completion for Future<T, C> {
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

    fn help(&self) {
        Future::help(self);
    }

    fn result(self) -> Outcome<T> {
        Future::result(self)
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
