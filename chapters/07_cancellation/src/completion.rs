//! Chapter 6's `as_completed` and `wait` for futures that can be cancelled.

use super::crew;
use super::future::Future;
use super::many::completion::{Completion, Nudge};
use super::outcome::Outcome;

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

    fn help(&self) -> bool {
        let helped = Future::help(self);
        helped.unwrap_or_else(|too_deep| panic!("{too_deep}"))
    }

    fn on_worker() -> bool {
        crew::is_worker()
    }

    fn asleep<R>(
        ready: impl Fn() -> bool + Send + 'static,
        nudge: Option<Nudge>,
        wait: impl FnOnce() -> R,
    ) -> Option<R> {
        crew::asleep(ready, nudge, wait)
    }

    fn result(self) -> Outcome<T> {
        Future::result(self)
    }
}
