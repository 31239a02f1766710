//! Models of the pool. Main is one of the threads in each. No imp: all sleeps are those of the
//! queue, whose models have one.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::Pending;
use super::error::TaskError;
use super::pool::Pool;
use super::sync::Arc;
use super::thread;
use seam::model::{Bound, check};

/// A whole life with a queue that is too small: two tasks at once, one place. Two threads (main,
/// the worker), exhaustive. No imp: `a_producer_waits_for_room` has one.
pub fn drop_runs_what_was_accepted() {
    check("drop_runs_what_was_accepted", Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Pool::new(1, 1).unwrap();
        pool.execute_all([count(&ran), count(&ran)]).unwrap();
        drop(pool);
        assert_eq!(ran.load(SeqCst), 2, "an accepted task did not run");
    });
}

/// A task and main each hold the pool, and either may be the last to drop it. Two threads (main,
/// the worker), exhaustive. No imp: `a_producer_waits_for_room` has one.
pub fn a_task_may_drop_its_pool() {
    check("a_task_may_drop_its_pool", Bound::Exhaustive, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        pool.execute(move || drop(same_pool)).unwrap();
        drop(pool);
    });
}

/// The only worker's task submits another one and waits for it. Two threads (main, the worker),
/// exhaustive.
pub fn a_task_waits_for_a_task() {
    check("a_task_waits_for_a_task", Bound::Exhaustive, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        let outer = move || {
            let inner = same_pool
                .submit(|| 42)
                .expect("room for one, and it is open");
            inner.result().unwrap()
        };
        let future = pool.submit(outer).unwrap();
        assert_eq!(future.result().unwrap(), 42);
        pool.shutdown(Pending::Run);
    });
}

/// Two tasks, and a shutdown that cancels what has not started: each ran or was cancelled, and
/// the one without a future was dropped (loom fails on a leaked `Arc`). Two threads (main, the
/// worker), exhaustive. No imp: `a_producer_waits_for_room` has one.
pub fn shutdown_cancels_what_is_pending() {
    let name = "shutdown_cancels_what_is_pending";
    check(name, Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Pool::new(1, 2).unwrap();
        let captured = Arc::new(());
        pool.execute(move || drop(captured)).unwrap();
        let counted = Plain::clone(&ran);
        let future = pool.submit(move || counted.fetch_add(1, SeqCst)).unwrap();
        pool.shutdown(Pending::Cancel);
        assert!(future.done(), "neither run nor cancelled");
        match future.result() {
            Ok(_) => assert_eq!(ran.load(SeqCst), 1),
            Err(error) => {
                assert!(matches!(error, TaskError::Cancelled));
                assert_eq!(ran.load(SeqCst), 0);
            }
        }
    });
}

/// One worker is busy for as long as the other has not run the second task: neither is in the
/// other's way. Three threads (main, two workers), two preemptions: the exhaustive search does
/// not end. No imp: it would wake one whom nobody has woken.
pub fn no_task_is_stuck_behind_another() {
    let name = "no_task_is_stuck_behind_another";
    check(name, Bound::Preemptions(2), || {
        let pool = Pool::new(2, 2).unwrap();
        let pair = Arc::new((super::sync::Mutex::new(false), super::sync::Condvar::new()));
        let same = Arc::clone(&pair);
        let long = move || {
            let mut ran = same.0.lock().unwrap();
            while !*ran {
                ran = same.1.wait(ran).unwrap(); // notified by the short one
            }
        };
        let short = move || {
            *pair.0.lock().unwrap() = true;
            pair.1.notify_one();
        };
        let tasks: [Box<dyn FnOnce() + Send>; 2] = [Box::new(long), Box::new(short)];
        pool.execute_all(tasks).unwrap();
        drop(pool);
    });
}

fn count(ran: &Plain<AtomicUsize>) -> impl FnOnce() + Send + use<> {
    let ran = Plain::clone(ran);
    move || {
        ran.fetch_add(1, SeqCst);
    }
}
