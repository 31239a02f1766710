//! `as_completed` and `wait`: one named behaviour each. Most need no thread: a promise is
//! settled by hand, when it is time. What a worker does in them is in `on_worker.rs`.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use chapter6::error::TaskError;
use chapter6::future::{Future, Promise, promise};
use chapter6::{Completion, Pool, When, as_completed, wait};
use seam::watchdog::within;

const LONG: Duration = Duration::from_secs(3600);

/// A future that is done.
fn done<T>(value: T) -> Future<T> {
    let (promise, future) = promise();
    promise.settle(Ok(value));
    future
}

/// A future that has failed.
fn failed<T>() -> Future<T> {
    let (promise, future) = promise();
    promise.settle(Err(TaskError::Cancelled));
    future
}

fn promises<T>(count: usize) -> (Vec<Option<Promise<T>>>, Vec<Future<T>>) {
    let both = (0..count).map(|_| promise());
    both.map(|(promise, future)| (Some(promise), future))
        .unzip()
}

fn values<T>(futures: impl IntoIterator<Item = Future<T>>) -> Vec<T> {
    let futures = futures.into_iter();
    futures.map(|future| future.result().unwrap()).collect()
}

#[test]
fn they_come_in_the_order_of_completion() {
    within(60, || {
        let (mut promises, futures) = promises(4);
        let mut completed = as_completed(futures);
        for (index, left) in [(2, 4), (0, 3), (3, 2), (1, 1)] {
            assert_eq!(completed.size_hint(), (left, Some(left)));
            promises[index].take().unwrap().settle(Ok(index));
            let next = completed.next().unwrap();
            assert!(next.done());
            assert_eq!(next.result().unwrap(), index);
        }
        assert_eq!(completed.size_hint(), (0, Some(0)));
        assert!(completed.next().is_none());
        assert!(completed.next().is_none());
    });
}

#[test]
fn nobody_takes_them_as_they_complete_and_they_keep_the_order() {
    within(60, || {
        let (mut promises, futures) = promises(4);
        let completed = as_completed(futures);
        for index in [2, 0, 3, 1] {
            promises[index].take().unwrap().settle(Ok(index));
        }
        assert_eq!(values(completed), [2, 0, 3, 1]);
    });
}

#[test]
fn finished_ones_come_first() {
    within(60, || {
        let (promise, pending) = promise();
        let mut completed = as_completed([pending, done(1), done(2)]);
        assert_eq!(completed.next().unwrap().result().unwrap(), 1);
        assert_eq!(completed.next().unwrap().result().unwrap(), 2);
        promise.settle(Ok(0));
        assert_eq!(completed.next().unwrap().result().unwrap(), 0);
    });
}

/// Failed and lost ones complete too. (gh-87893, gh-109934: cancelled futures hang Python's
/// `wait` and `as_completed`.)
#[test]
fn failed_ones_complete_too() {
    within(60, || {
        let (promise, lost) = promise::<()>();
        let pool = Pool::new(1, 1).unwrap();
        let panicked = pool.submit(|| panic!("a task's panic")).unwrap();
        let completed = as_completed([failed(), panicked, lost]);
        drop(promise);
        let errors = completed.map(|future| future.result().unwrap_err());
        let mut errors: Vec<_> = errors.map(|error| error.to_string()).collect();
        errors.sort();
        let expected = [
            "the task panicked: a task's panic",
            "the task was cancelled",
            "the task was dropped before it had run",
        ];
        assert_eq!(errors, expected);
    });
}

#[test]
fn no_future_is_no_wait() {
    within(60, || {
        let none = || Vec::<Future<()>>::new();
        assert!(as_completed(none()).next().is_none());
        assert!(
            as_completed(none())
                .timeout(Duration::ZERO)
                .next()
                .is_none()
        );
        for when in [
            When::FirstCompleted,
            When::FirstException,
            When::AllCompleted,
        ] {
            let waited = wait(none(), when, None);
            assert!(waited.done.is_empty() && waited.not_done.is_empty());
        }
    });
}

/// What is done comes even if there is no time at all; then the rest comes back, in order,
/// and is as good as before.
#[test]
fn the_timeout_hands_the_rest_back() {
    within(60, || {
        let (mut promises, mut futures) = promises(3);
        futures.insert(1, done(9));
        let mut completed = as_completed(futures).timeout(Duration::ZERO);
        let Some(Ok(first)) = completed.next() else {
            panic!("one is done");
        };
        assert_eq!(first.result().unwrap(), 9);
        let Some(Err(unfinished)) = completed.next() else {
            panic!("the others are not");
        };
        assert!(completed.next().is_none());
        assert_eq!(unfinished.to_string(), "3 (of 4) futures unfinished");

        for index in [2, 1, 0] {
            promises[index].take().unwrap().settle(Ok(index));
        }
        assert_eq!(values(unfinished.left), [0, 1, 2]);
    });
}

/// Not earlier than that, and once it is over `next` does not wait at all: a time-out of
/// its own would take as long again.
#[test]
fn the_timeout_counts_from_the_call() {
    within(60, || {
        let (_promise, pending) = promise::<()>();
        let timeout = Duration::from_millis(50);
        let start = Instant::now();
        let mut completed = as_completed([pending]).timeout(timeout);
        let Some(Err(unfinished)) = completed.next() else {
            panic!("nobody settles it");
        };
        assert!(start.elapsed() >= timeout);

        // A busy machine may take its time, but not each time.
        let mut left = unfinished.left;
        let waited_again = (0..10).all(|_| {
            let mut completed = as_completed(left.drain(..)).timeout(timeout);
            thread::sleep(timeout);
            let start = Instant::now();
            let unfinished = completed.next().unwrap().err().unwrap();
            let took = start.elapsed();
            left = unfinished.left;
            took >= timeout
        });
        assert!(!waited_again);
    });
}

#[test]
fn a_timeout_later_than_the_clock_can_count_is_none() {
    within(60, || {
        let (promise, future) = promise();
        let completed = as_completed([future]).timeout(Duration::MAX);
        let settler = thread::spawn(move || promise.settle(Ok(1)));
        assert_eq!(values(completed.map(Result::unwrap)), [1]);
        settler.join().unwrap();
        let waited = wait([done(1)], When::AllCompleted, Some(Duration::MAX));
        assert_eq!(waited.done.len(), 1);
    });
}

/// One time-out for all of them together, and not one for each: they come one every ten
/// milliseconds, as long as somebody takes them.
#[test]
fn the_timeout_is_for_all_of_them() {
    within(60, || {
        let (promises, futures) = promises(300);
        let (took, is_taken) = mpsc::channel();
        let settler = thread::spawn(move || {
            for promise in promises.into_iter().flatten() {
                thread::sleep(Duration::from_millis(10));
                promise.settle(Ok(()));
                if is_taken.recv().is_err() {
                    return; // it gave up
                }
            }
        });
        let mut ended_in_time = false;
        for next in as_completed(futures).timeout(Duration::from_millis(50)) {
            match next {
                Ok(_) => took.send(()).unwrap(),
                Err(unfinished) => ended_in_time = !unfinished.left.is_empty(),
            }
        }
        assert!(
            ended_in_time,
            "it waited for each, and so for three seconds"
        );
        drop(took);
        settler.join().unwrap();
    });
}

/// So with `wait`. It takes them itself, so they go on coming.
#[test]
fn the_timeout_of_wait_is_for_all_of_them() {
    within(60, || {
        let (promises, futures) = promises(1_000);
        let (done, is_done) = mpsc::channel::<()>();
        let settler = thread::spawn(move || {
            for promise in promises.into_iter().flatten() {
                match is_done.recv_timeout(Duration::from_millis(10)) {
                    Err(mpsc::RecvTimeoutError::Timeout) => promise.settle(Ok(())),
                    _ => return, // it gave up
                }
            }
        });
        let waited = wait(futures, When::AllCompleted, Some(Duration::from_millis(50)));
        assert!(!waited.not_done.is_empty(), "it waited for each");
        drop(done);
        settler.join().unwrap();
    });
}

/// Dropping the iterator detaches what is left: the tasks run.
#[test]
fn dropped_early_it_detaches_the_rest() {
    within(60, || {
        let (report, reports) = mpsc::channel();
        let pool = Pool::new(2, 8).unwrap();
        let futures = (0..8).map(|n| {
            let report = report.clone();
            pool.submit(move || report.send(n).unwrap()).unwrap()
        });
        let mut completed = as_completed(futures);
        assert!(completed.next().is_some());
        drop(completed);
        drop(pool);
        drop(report);
        assert_eq!(reports.iter().count(), 8);
    });
}

/// One place to wait, wherever the outcomes come from. Here: two pools and a thread.
#[test]
fn futures_of_many_pools_wait_together() {
    within(60, || {
        let pools = [Pool::new(1, 100).unwrap(), Pool::new(3, 100).unwrap()];
        let (promise, by_hand) = promise();
        let settler = thread::spawn(move || promise.settle(Ok(200)));
        let mut futures = vec![by_hand];
        for n in 0..200 {
            futures.push(pools[n % 2].submit(move || n).unwrap());
        }
        let mut values = values(as_completed(futures));
        values.sort();
        assert_eq!(values, (0..=200).collect::<Vec<_>>());
        settler.join().unwrap();
    });
}

/// (Python case 24: test_first_completed)
#[test]
fn wait_first_completed_returns_the_fast_one() {
    within(60, || {
        let (let_go, may_go) = mpsc::channel::<()>();
        let pool = Pool::new(2, 2).unwrap();
        let slow = pool.submit(move || {
            let _ = may_go.recv();
            "slow"
        });
        let fast = pool.submit(|| "fast");
        let futures = [slow.unwrap(), fast.unwrap()];
        let waited = wait(futures, When::FirstCompleted, None);
        assert_eq!(values(waited.done), ["fast"]);
        assert_eq!(waited.not_done.len(), 1);
        drop(let_go);
        assert_eq!(values(waited.not_done), ["slow"]);
    });
}

/// One done already: no wait. (Python case 24: test_first_completed_some_already_completed)
#[test]
fn wait_first_completed_with_one_done_returns_at_once() {
    within(60, || {
        let (_promise, pending) = promise();
        let waited = wait([pending, done(1)], When::FirstCompleted, None);
        assert_eq!(waited.not_done.len(), 1);
        assert_eq!(values(waited.done), [1]);
    });
}

/// (Python case 24: test_first_exception)
#[test]
fn wait_first_exception_returns_with_the_failure() {
    within(60, || {
        let (_promise, slow) = promise();
        let pool = Pool::new(1, 2).unwrap();
        let ok = pool.submit(|| 1).unwrap();
        let fails = pool.submit(|| panic!("a task's panic")).unwrap();
        let waited = wait([slow, ok, fails], When::FirstException, None);
        assert_eq!(waited.not_done.len(), 1);
        // In the order given: the one that is fine, then the one that failed.
        let failed: Vec<_> = waited.done.iter().map(Completion::failed).collect();
        assert_eq!(failed, [false, true]);
    });
}

/// (Python case 24: test_first_exception_one_already_failed)
#[test]
fn wait_first_exception_with_one_failed_returns_at_once() {
    within(60, || {
        let (_promise, pending) = promise::<()>();
        let waited = wait([pending, failed()], When::FirstException, None);
        assert_eq!((waited.done.len(), waited.not_done.len()), (1, 1));
    });
}

/// Nobody fails, so nobody is left. (Python case 24: test_first_exception_some_already_complete)
#[test]
fn wait_first_exception_without_one_waits_for_all() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let futures = [
            done(0),
            pool.submit(|| 1).unwrap(),
            pool.submit(|| 2).unwrap(),
        ];
        let waited = wait(futures, When::FirstException, None);
        assert!(waited.not_done.is_empty());
        assert_eq!(values(waited.done), [0, 1, 2]);
    });
}

/// Values, failures and lost ones, done before and after.
/// (Python case 24: test_all_completed)
#[test]
fn wait_all_mixes_states() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let (promise, lost) = promise();
        let futures = [
            pool.submit(|| 0).unwrap(),
            failed(),
            pool.submit(|| panic!("a task's panic")).unwrap(),
            done(3),
            lost,
        ];
        drop(promise);
        let waited = wait(futures, When::AllCompleted, None);
        assert!(waited.not_done.is_empty());
        let failed: Vec<_> = waited.done.iter().map(Completion::failed).collect();
        assert_eq!(failed, [false, true, true, false, true]);
    });
}

/// A time-out is no error. (Python case 24: test_timeout)
#[test]
fn wait_returns_what_there_is_in_time() {
    within(60, || {
        let (_promise, pending) = promise();
        let timeout = Duration::from_millis(20);
        let start = Instant::now();
        let futures = [done(0), pending, failed(), done(3)];
        let waited = wait(futures, When::AllCompleted, Some(timeout));
        assert!(start.elapsed() >= timeout);
        assert_eq!((waited.done.len(), waited.not_done.len()), (3, 1));
    });
}

/// With no time at all it only looks.
#[test]
fn wait_without_time_takes_them_apart() {
    within(60, || {
        let (_promise, pending) = promise();
        let futures = [done(0), pending, done(2)];
        let waited = wait(futures, When::AllCompleted, Some(Duration::ZERO));
        assert_eq!(values(waited.done), [0, 2]);
        assert_eq!(waited.not_done.len(), 1);
    });
}

/// A wait that is long wakes when it is over, and not later. (Python case 22)
#[test]
fn a_waiter_wakes_when_another_thread_finishes() {
    within(60, || {
        let (promise, future) = promise();
        let settler = thread::spawn(move || promise.settle(Ok(42)));
        let waited = wait([future], When::AllCompleted, Some(LONG));
        assert_eq!(values(waited.done), [42]);
        settler.join().unwrap();
    });
}

/// Asked at any time, it never waits.
#[test]
fn failed_is_what_is_done_and_an_error() {
    within(60, || {
        let (promise, pending) = promise::<u32>();
        assert!(!pending.failed() && !done(1).failed());
        assert!(failed::<u32>().failed());
        drop(promise); // lost, which is a failure
        assert!(pending.failed());
    });
}

#[test]
fn what_is_unfinished_says_how_much() {
    let (promises, futures) = promises::<u32>(3);
    let mut completed = as_completed(futures).timeout(Duration::ZERO);
    let unfinished = completed.next().unwrap().err().unwrap();
    assert_eq!(unfinished.to_string(), "3 (of 3) futures unfinished");
    assert_eq!(format!("{unfinished:?}"), "Unfinished(3 of 3)");
    drop(promises);
}
