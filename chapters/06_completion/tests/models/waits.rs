//! `as_completed` and `wait`, on promises that other threads settle.

use super::as_completed::as_completed;
use super::completion::{Completion, Nudge};
use super::error::TaskError;
use super::future::{Future, Outcome, Promise, promise};
use super::sync::Arc;
use super::thread::{self, JoinHandle};
use super::time::Duration;
use super::wait::{When, wait};
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

/// Settles `promise` with `value`, on a thread of its own.
fn settle<T: Send + 'static>(promise: Promise<T>, value: T) -> JoinHandle<()> {
    thread::spawn(move || promise.settle(Ok(value)))
}

/// Two futures complete while we take them, and while we set out to: each comes once, and
/// waking for no reason does no harm. Four threads (main waits, two that settle, the imp),
/// at most two preemptions: one for each of the two that settle. Three are 317,432
/// executions.
// ANCHOR: each_once
pub fn as_completed_hands_out_each_once() {
    let name = "as_completed_hands_out_each_once";
    check(name, Bound::Preemptions(2), || {
        let (one, first) = promise();
        let (two, second) = promise();
        let threads = [settle(one, 1), settle(two, 2)];
        let completed = as_completed([first, second]);
        let imp = imp();
        let sum: u32 = completed.map(|future| future.result().unwrap()).sum();
        assert_eq!(sum, 3);
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
        imp.join().unwrap();
    });
}
// ANCHOR_END: each_once

/// The time-out ends at any moment: what was not handed out comes back, and nothing is
/// lost. Three threads (main waits, one that settles two, the clock), three preemptions:
/// one for each.
pub fn a_timeout_hands_the_rest_back() {
    check(
        "a_timeout_hands_the_rest_back",
        Bound::Preemptions(3),
        || {
            let (one, first) = promise();
            let (two, second) = promise();
            let clock = clock_imp();
            let thread = thread::spawn(move || {
                two.settle(Ok(2));
                one.settle(Ok(1));
            });
            let mut sum = 0;
            for next in as_completed([first, second]).timeout(Duration::from_secs(1)) {
                match next {
                    Ok(future) => {
                        assert!(future.done());
                        sum += future.result().unwrap();
                    }
                    Err(unfinished) => {
                        assert_eq!(unfinished.of, 2);
                        let left = unfinished.left.into_iter();
                        sum += left.map(|future| future.result().unwrap()).sum::<u32>();
                    }
                }
            }
            assert_eq!(sum, 3);
            thread.join().unwrap();
            clock.join().unwrap();
        },
    );
}

/// The iterator goes while a future completes that nobody took: its listener finds the
/// channel closed, and all is freed (loom fails on a leaked `Arc`). Two threads (main, one
/// that settles), exhaustive. No imp: nobody waits.
pub fn as_completed_may_be_dropped_early() {
    let name = "as_completed_may_be_dropped_early";
    check(name, Bound::Exhaustive, || {
        let (one, first) = promise();
        let (two, second) = promise();
        let witness = Arc::new(());
        one.settle(Ok(None));
        let thread = settle(two, Some(Arc::clone(&witness)));
        let mut completed = as_completed([first, second]);
        assert!(completed.next().is_some());
        drop(completed);
        thread.join().unwrap();
        assert_eq!(Arc::strong_count(&witness), 1);
    });
}

/// One future completes, the other never does: the wait ends, and says which. Three threads
/// (main waits, one that settles, the imp), three preemptions: without a bound they
/// are 154,506 executions, eight seconds, and find no more.
pub fn wait_for_the_first() {
    check("wait_for_the_first", Bound::Preemptions(3), || {
        let (never, pending) = promise::<u32>();
        let (promise, future) = promise();
        let imp = imp();
        let thread = settle(promise, 1);
        let waited = wait([pending, future], When::FirstCompleted, None);
        assert_eq!((waited.done.len(), waited.not_done.len()), (1, 1));
        assert!(waited.done.iter().all(Completion::done));
        drop(never);
        thread.join().unwrap();
        imp.join().unwrap();
    });
}

/// One future brings a value, one fails, and the third never completes: the wait ends with
/// the failure, whichever comes first. Three threads (main waits, two that settle), three
/// preemptions: one for each, and one more. No imp: `as_completed_hands_out_each_once` has one.
pub fn wait_for_the_first_exception() {
    check(
        "wait_for_the_first_exception",
        Bound::Preemptions(3),
        || {
            let (never, pending) = promise::<u32>();
            let (one, value) = promise();
            let (two, failure) = promise();
            let threads = [
                settle(one, 1),
                thread::spawn(move || two.settle(Err(TaskError::Cancelled))),
            ];
            let waited = wait([pending, value, failure], When::FirstException, None);
            assert!(!waited.not_done.is_empty());
            // By its outcome: what `failed` says is what the wait went by.
            let mut outcomes = waited.done.into_iter().map(Completion::result);
            assert!(outcomes.any(|outcome| outcome.is_err()), "none has failed");
            drop(never);
            threads
                .into_iter()
                .for_each(|thread| thread.join().unwrap());
        },
    );
}

/// One is done before the wait, and one completes about when it begins: it ends with the first
/// that it hears of, and hands out all that are done by then. Two threads (main waits, one that
/// settles), three preemptions: two suffice to fall in between. No imp: there is something to hear
/// of at once.
pub fn wait_hands_out_all_that_is_done() {
    let name = "wait_hands_out_all_that_is_done";
    check(name, Bound::Preemptions(3), || {
        let (one, first) = promise();
        let (two, second) = promise();
        two.settle(Ok(2));
        let thread = settle(one, 1);
        let before = usize::from(first.done()) + usize::from(second.done());
        let waited = wait([first, second], When::FirstCompleted, None);
        assert!(waited.done.len() >= before, "one that was done is missing");
        thread.join().unwrap();
    });
}

/// All complete: all are there. Three threads (main waits, two that settle), three
/// preemptions: one for each, and one more. No imp: `as_completed_hands_out_each_once` has one.
pub fn wait_for_all() {
    check("wait_for_all", Bound::Preemptions(3), || {
        let (one, first) = promise();
        let (two, second) = promise();
        let threads = [settle(one, 1), settle(two, 2)];
        let waited = wait([first, second], When::AllCompleted, None);
        assert!(waited.not_done.is_empty());
        let values = waited
            .done
            .into_iter()
            .map(|future| future.result().unwrap());
        assert_eq!(values.collect::<Vec<_>>(), [1, 2]);
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
    });
}

/// The time-out ends at any moment, also just as the future completes: the wait ends, and
/// the future is in one of the lists. Three threads (main waits, one that settles, the
/// clock), three preemptions: one for each.
pub fn wait_gives_up_in_time() {
    check("wait_gives_up_in_time", Bound::Preemptions(3), || {
        let (never, pending) = promise();
        let (promise, future) = promise();
        let clock = clock_imp();
        let thread = settle(promise, 1);
        let timeout = Some(Duration::from_secs(1));
        let waited = wait([future, pending], When::AllCompleted, timeout);
        assert_eq!(waited.done.len() + waited.not_done.len(), 2);
        drop(never);
        let mut futures = waited.done.into_iter().chain(waited.not_done);
        assert_eq!(futures.next().unwrap().result().unwrap(), 1);
        assert!(futures.next().unwrap().failed());
        thread.join().unwrap();
        clock.join().unwrap();
    });
}

/// A worker waits, and a future completes. When it wakes there is something to take, so whoever
/// asks just then, as chapter 7's pool does, hears that it can go on. Two threads (main waits, one
/// that settles), exhaustive. No imp: nobody is woken for nothing.
pub fn who_wakes_was_ready() {
    check("who_wakes_was_ready", Bound::Exhaustive, || {
        let (promise, future) = promise();
        let thread = settle(promise, 1);
        let mut completed = as_completed([OnWorker(future)]);
        assert_eq!(completed.next().unwrap().result().unwrap(), 1);
        thread.join().unwrap();
    });
}

/// A future as it is for a worker, which asks when it has woken whether it was ready.
struct OnWorker(Future<u32>);

impl Completion for OnWorker {
    type Output = u32;

    fn done(&self) -> bool {
        self.0.done()
    }

    fn failed(&self) -> bool {
        self.0.failed()
    }

    fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        self.0.when_done(listener);
    }

    fn on_worker() -> bool {
        true
    }

    fn asleep<R>(
        ready: impl Fn() -> bool + Send + 'static,
        _nudge: Option<Nudge>,
        wait: impl FnOnce() -> R,
    ) -> Option<R> {
        let woken = wait();
        assert!(ready(), "it woke, and was not ready");
        Some(woken)
    }

    fn result(self) -> Outcome<u32> {
        self.0.result()
    }
}
