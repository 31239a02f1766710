//! What loom checks in chapter 5. `tests/loom.rs` runs these on the source, and each
//! module in `tests/bugs` on a planted bug. Main is one of the threads in each.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::error::{Refused, TaskError};
use super::future::{Future, promise};
use super::pool::Pool;
use super::sync::{Arc, Condvar, Mutex};
use super::thread;
use super::time::Duration;
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

/// `result` against the worker: the wake-up is not lost, and waking for no reason does no
/// harm. When the result is there, what the task captured is gone (tokio#7825). Three threads (main waits, the worker, the imp), exhaustive.
pub fn result_waits_for_the_task() {
    check("result_waits_for_the_task", Bound::Exhaustive, || {
        let (promise, future) = promise();
        let imp = imp();
        let (here, captured) = two_hands();
        let task = move || {
            let _captured = &captured;
            42
        };
        let worker = thread::spawn(move || promise.run(task));
        assert_eq!(future.result().unwrap(), 42);
        assert_eq!(Plain::strong_count(&here), 1, "the task is still there");
        worker.join().unwrap();
        imp.join().unwrap();
    });
}

/// Nobody runs the task: the future is settled all the same. Three threads (main waits, one
/// that drops the promise, the imp), exhaustive.
// ANCHOR: lost
pub fn a_lost_promise_settles_its_future() {
    let name = "a_lost_promise_settles_its_future";
    check(name, Bound::Exhaustive, || {
        let (promise, future) = promise::<()>();
        let imp = imp();
        let loser = thread::spawn(move || drop(promise));
        assert!(matches!(future.result(), Err(TaskError::Lost)));
        loser.join().unwrap();
        imp.join().unwrap();
    });
}
// ANCHOR_END: lost

/// The task panics: that is its outcome. Three threads (main waits, the worker, the imp),
/// exhaustive.
pub fn a_panic_settles_its_future() {
    check("a_panic_settles_its_future", Bound::Exhaustive, || {
        let (promise, future) = promise::<()>();
        let imp = imp();
        let worker = thread::spawn(move || promise.run(|| panic!("a task's panic")));
        assert_eq!(future.result().unwrap_err().message(), "a task's panic");
        worker.join().unwrap();
        imp.join().unwrap();
    });
}

/// `error` waits as `result` does, and takes nothing: the payload is still there for
/// `result`. Three threads (main waits, the worker, the imp), exhaustive.
pub fn error_leaves_the_outcome() {
    check("error_leaves_the_outcome", Bound::Exhaustive, || {
        let (promise, future) = promise::<()>();
        let imp = imp();
        let worker = thread::spawn(move || promise.run(|| panic!("a task's panic")));
        let error = future.error().unwrap();
        assert_eq!(error, "the task panicked: a task's panic");
        assert_eq!(future.result().unwrap_err().message(), "a task's panic");
        worker.join().unwrap();
        imp.join().unwrap();
    });
}

/// Two wait for one future: both hear. Without the imp, whose wake-up would do. Three
/// threads (main and another wait, the worker), exhaustive. No imp: it would wake one whom
/// nobody has woken.
// ANCHOR: all
pub fn all_who_wait_hear() {
    check("all_who_wait_hear", Bound::Exhaustive, || {
        let (promise, future) = promise();
        let future = Arc::new(future);
        let same = Arc::clone(&future);
        let other = thread::spawn(move || same.error());
        let worker = thread::spawn(move || promise.run(|| 42));
        assert_eq!(future.error(), None);
        assert_eq!(other.join().unwrap(), None);
        worker.join().unwrap();
    });
}
// ANCHOR_END: all

/// The time-out ends at any moment, also just as the task does: the outcome comes now, or
/// the future comes back and brings it later. Three threads (main waits, the worker, the
/// clock), exhaustive.
pub fn a_timeout_hands_the_future_back() {
    let name = "a_timeout_hands_the_future_back";
    check(name, Bound::Exhaustive, || {
        let (promise, future) = promise();
        let clock = clock_imp();
        let worker = thread::spawn(move || promise.run(|| 42));
        let outcome = match future.result_timeout(Duration::from_secs(1)) {
            Ok(outcome) => outcome,
            Err(future) => future.result(),
        };
        assert_eq!(outcome.unwrap(), 42);
        worker.join().unwrap();
        clock.join().unwrap();
    });
}

/// Somebody waits with a time-out, and time stands still: a wake-up for no reason is no time-out. Three
/// threads (main waits, the worker, the imp), exhaustive. No clock: that is the point.
pub fn a_wakeup_is_no_timeout() {
    check("a_wakeup_is_no_timeout", Bound::Exhaustive, || {
        let (promise, future) = promise();
        let imp = imp();
        let worker = thread::spawn(move || promise.run(|| 42));
        let outcome = future.result_timeout(Duration::from_secs(1)).ok();
        assert_eq!(outcome.expect("it gave up").unwrap(), 42);
        worker.join().unwrap();
        imp.join().unwrap();
    });
}

/// The outcome comes in time, and only then is it late: the waiter hears of it, however late it
/// wakes. The state comes first, the clock second. Three threads (main waits, the worker, the
/// clock), exhaustive. No imp: `a_wakeup_is_no_timeout` has one.
pub fn what_came_in_time_is_heard() {
    check("what_came_in_time_is_heard", Bound::Exhaustive, || {
        let (promise, future) = promise();
        let worker = thread::spawn(move || {
            promise.run(|| 42);
            clock_imp().join().unwrap();
        });
        let outcome = future.result_timeout(Duration::from_secs(1)).ok();
        assert_eq!(outcome.expect("it gave up").unwrap(), 42);
        worker.join().unwrap();
    });
}

/// A callback is added just as the task ends: it runs once, and before `result` returns.
/// Two threads (main, the worker), exhaustive. No imp: `result_waits_for_the_task` has one.
// ANCHOR: callback
pub fn a_callback_runs_once() {
    check("a_callback_runs_once", Bound::Exhaustive, || {
        let calls = Plain::new(AtomicUsize::new(0));
        let (promise, mut future) = promise();
        let worker = thread::spawn(move || promise.run(|| 42));
        for _ in 0..2 {
            let calls = Plain::clone(&calls);
            future.add_done_callback(move |outcome| {
                assert!(matches!(outcome, Ok(42)));
                calls.fetch_add(1, SeqCst);
            });
        }
        assert_eq!(future.result().unwrap(), 42);
        assert_eq!(calls.load(SeqCst), 2, "a callback did not run");
        worker.join().unwrap();
    });
}
// ANCHOR_END: callback

/// Somebody listens just as the task ends: it hears once, and the outcome is there. Two
/// threads (main, the worker), exhaustive. No imp: nobody waits.
pub fn a_listener_hears_once() {
    check("a_listener_hears_once", Bound::Exhaustive, || {
        let calls = Plain::new(AtomicUsize::new(0));
        let (promise, future) = promise();
        let worker = thread::spawn(move || promise.run(|| 42));
        let (future, heard) = (Arc::new(future), Plain::clone(&calls));
        let same = Arc::clone(&future);
        future.when_done(move || {
            assert!(same.done(), "heard before the outcome was there");
            heard.fetch_add(1, SeqCst);
        });
        worker.join().unwrap();
        assert_eq!(calls.load(SeqCst), 1, "how often it was heard");
    });
}

/// A listener takes its time, until `result` has returned on another thread: that does not wait for
/// it. Two threads (main waits, the worker), exhaustive. No imp: it would wake one whom nobody has
/// woken.
pub fn result_does_not_wait_for_listeners() {
    let name = "result_does_not_wait_for_listeners";
    check(name, Bound::Exhaustive, || {
        let (promise, future) = promise();
        // The lock protects "it has returned"; who sets it notifies.
        let has_returned = Arc::new((Mutex::new(false), Condvar::new()));
        let same = Arc::clone(&has_returned);
        future.when_done(move || wait_for(&same));
        let worker = thread::spawn(move || promise.run(|| 42));
        assert_eq!(future.result().unwrap(), 42);
        go_on(&has_returned);
        worker.join().unwrap();
    });
}

/// A callback takes a lock under which somebody else asks the future. Two threads (main,
/// the worker), exhaustive. No imp: `result_waits_for_the_task` has one.
pub fn a_callback_runs_without_the_lock() {
    let name = "a_callback_runs_without_the_lock";
    check(name, Bound::Exhaustive, || {
        let (promise, mut future) = promise();
        let theirs = Arc::new(Mutex::new(0)); // protects a count that the callback keeps
        let same = Arc::clone(&theirs);
        future.add_done_callback(move |_| *same.lock().unwrap() += 1);
        let worker = thread::spawn(move || promise.run(|| 42));
        let count = theirs.lock().unwrap();
        let _ = future.done();
        drop(count);
        assert_eq!(future.result().unwrap(), 42);
        worker.join().unwrap();
        assert_eq!(*theirs.lock().unwrap(), 1);
    });
}

/// So does the task: it takes a lock under which somebody else asks its future. Two threads
/// (main, the worker), exhaustive. No imp: `result_waits_for_the_task` has one.
pub fn a_task_runs_without_the_lock() {
    check("a_task_runs_without_the_lock", Bound::Exhaustive, || {
        let (promise, future) = promise();
        let theirs = Arc::new(Mutex::new(0)); // protects a count that the task keeps
        let same = Arc::clone(&theirs);
        let task = move || *same.lock().unwrap() += 1;
        let worker = thread::spawn(move || promise.run(task));
        let count = theirs.lock().unwrap();
        let _ = future.running() || future.done();
        drop(count);
        future.result().unwrap();
        worker.join().unwrap();
        assert_eq!(*theirs.lock().unwrap(), 1);
    });
}

/// And so does a callback that comes late: then the caller runs it, and waits in it for the worker, which has
/// to look at the cell once more as its promise goes. Two threads (main, the worker), exhaustive.
/// No imp: the waits of the model itself survive it, and that of `result` has its own model.
pub fn a_late_callback_runs_without_the_lock() {
    let name = "a_late_callback_runs_without_the_lock";
    check(name, Bound::Exhaustive, || {
        let (promise, mut future) = promise();
        // The lock protects "they may go on"; who sets it notifies.
        let may_go_on = Arc::new((Mutex::new(false), Condvar::new()));
        let main = thread::current().id();
        let (same, signal) = (Arc::clone(&may_go_on), Arc::clone(&may_go_on));
        let worker = thread::spawn(move || {
            promise.settle(Ok(42)); // the promise is gone when this returns
            go_on(&signal);
        });
        future.add_done_callback(move |_| {
            if thread::current().id() == main {
                wait_for(&same); // for the worker
            }
        });
        let _ = future.done();
        assert_eq!(future.result().unwrap(), 42);
        worker.join().unwrap();
    });
}

/// The future is dropped at any moment, also while the worker is still busy with the cell
/// (rayon#768: it must not be freed under the signaller). The task runs, and the outcome is
/// dropped with the cell: loom fails on a leaked `Arc`. Two threads (main, the worker),
/// exhaustive. No imp: nobody waits.
pub fn a_dropped_future_detaches() {
    check("a_dropped_future_detaches", Bound::Exhaustive, || {
        let (promise, future) = promise();
        let witness = Arc::new(());
        let value = Arc::clone(&witness);
        let worker = thread::spawn(move || promise.run(|| value));
        drop(future);
        worker.join().unwrap();
        assert_eq!(Arc::strong_count(&witness), 1);
    });
}

/// `submit` races `shutdown`: the future brings the result, or the task comes back with
/// it and settles it wherever it is run. Three threads (main shuts down, a producer, the
/// worker), three preemptions: one for each. No imp: `result_waits_for_the_task` has one.
// ANCHOR: race
pub fn submit_against_shutdown() {
    check("submit_against_shutdown", Bound::Preemptions(3), || {
        settled_against_shutdown(|pool| pool.submit(|| 42));
    });
}

type Submitted = Result<Future<u32>, Refused<Future<u32>>>;

fn settled_against_shutdown(submit: fn(&Pool) -> Submitted) {
    let pool = Arc::new(Pool::new(1, 1).unwrap());
    let same_pool = Arc::clone(&pool);
    let producer = thread::spawn(move || match submit(&same_pool) {
        Ok(future) => future.result(),
        Err(refused) => {
            let (task, future) = refused.into_inner();
            task();
            future.result()
        }
    });
    pool.shutdown();
    assert_eq!(producer.join().unwrap().unwrap(), 42);
}
// ANCHOR_END: race

/// The same for `try_submit`, and the same preemptions. No imp: `result_waits_for_the_task` has one.
pub fn try_submit_against_shutdown() {
    check("try_submit_against_shutdown", Bound::Preemptions(3), || {
        settled_against_shutdown(|pool| pool.try_submit(|| 42));
    });
}

fn two_hands() -> (Plain<()>, Plain<()>) {
    let here = Plain::new(());
    (Plain::clone(&here), here)
}

fn go_on((flag, changed): &(Mutex<bool>, Condvar)) {
    *flag.lock().unwrap() = true;
    changed.notify_all();
}

fn wait_for((flag, changed): &(Mutex<bool>, Condvar)) {
    let mut may_go_on = flag.lock().unwrap();
    while !*may_go_on {
        may_go_on = changed.wait(may_go_on).unwrap(); // notified by `go_on`
    }
}
