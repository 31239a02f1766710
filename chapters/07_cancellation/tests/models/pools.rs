//! Models of the pool.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::channel::channel;
use super::error::TaskError;
use super::pool::{Pending, Pool};
use super::sync::Arc;
use super::thread;
use super::time::Duration;
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

/// A refused task is dropped, so nobody will run it, and its future says so. Two threads
/// (main, the worker), exhaustive. No imp: `submit_against_shutdown` has one.
pub fn a_dropped_job_settles_its_future() {
    let name = "a_dropped_job_settles_its_future";
    check(name, Bound::Exhaustive, || {
        let pool = Pool::new(1, 1).unwrap();
        pool.shutdown(Pending::Run);
        let (task, future) = pool.submit(|| 42).err().unwrap().into_inner();
        drop(task);
        assert!(matches!(future.result(), Err(TaskError::Lost)));
    });
}

/// The only worker's task submits another one and waits for it: it runs that one itself.
/// In Python's documentation this is a deadlock. Two threads (main, the worker),
/// exhaustive. No imp: `submit_against_shutdown` has one.
// ANCHOR: nested
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
// ANCHOR_END: nested

/// Two tasks, and a shutdown that cancels what has not started: each ran or was cancelled.
/// Two threads (main, the worker), exhaustive. No imp: `submit_against_shutdown` has one.
pub fn shutdown_cancels_what_is_pending() {
    let name = "shutdown_cancels_what_is_pending";
    check(name, Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Pool::new(1, 2).unwrap();
        let futures = [(); 2].map(|()| {
            let ran = Plain::clone(&ran);
            let task = move || ran.fetch_add(1, SeqCst);
            pool.submit(task).unwrap()
        });
        pool.shutdown(Pending::Cancel);
        let mut done = 0;
        for future in futures {
            assert!(future.done(), "neither run nor cancelled");
            match future.result() {
                Ok(_) => done += 1,
                Err(error) => assert!(matches!(error, TaskError::Cancelled)),
            }
        }
        assert_eq!(ran.load(SeqCst), done);
    });
}

/// `submit` races a shutdown that cancels: whatever it answers, the future is settled. Four
/// threads (main shuts down, a producer, the worker, the imp); two preemptions, one for each but
/// main: three take seconds.
pub fn submit_against_shutdown() {
    check("submit_against_shutdown", Bound::Preemptions(2), || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let imp = imp();
        let producer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || match pool.submit(|| 42) {
                Ok(future) => future.result(),
                Err(refused) => {
                    let (task, future) = refused.into_inner();
                    task();
                    future.result()
                }
            })
        };
        pool.shutdown(Pending::Cancel);
        match producer.join().unwrap() {
            Ok(42) | Err(TaskError::Cancelled) => {}
            other => panic!("{other:?}"),
        }
        imp.join().unwrap();
    });
}

/// The worker is busy, and a task comes while somebody closes and cancels: it is refused, or it
/// is cancelled. It never runs. Three threads (main closes, a producer, the worker), two
/// preemptions: one for main and one for the producer. No imp: `submit_against_shutdown` has one.
pub fn a_task_that_comes_late_is_cancelled() {
    let name = "a_task_that_comes_late_is_cancelled";
    check(name, Bound::Preemptions(2), || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let (started, has_started) = channel(1);
        let (let_go, may_go) = channel::<()>(1);
        let busy = move || {
            started.send(()).unwrap();
            may_go.recv()
        };
        drop(pool.submit(busy).unwrap());
        has_started.recv().unwrap();
        let producer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || pool.submit(|| 42).ok())
        };
        pool.close(Pending::Cancel);
        let accepted = producer.join().unwrap();
        drop(let_go);
        pool.join();
        let outcome = accepted.map(|future| future.result());
        assert!(
            matches!(outcome, None | Some(Err(TaskError::Cancelled))),
            "it ran"
        );
    });
}

/// `shutdown_timeout` gives up at any moment, or hears that the worker has ended. Three
/// threads (main, the worker, the clock); three preemptions, one for each. The exhaustive
/// search does not end within a minute.
pub fn shutdown_gives_up_in_time() {
    check("shutdown_gives_up_in_time", Bound::Preemptions(3), || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Pool::new(1, 1).unwrap();
        let clock = clock_imp();
        let counter = Plain::clone(&ran);
        let task = move || counter.fetch_add(1, SeqCst);
        drop(pool.submit(task).unwrap());
        let ended = pool.shutdown_timeout(Pending::Run, Duration::from_secs(1));
        assert!(
            !ended || ran.load(SeqCst) == 1,
            "ended, and the task did not run"
        );
        drop(pool); // this waits without a limit
        assert_eq!(ran.load(SeqCst), 1);
        clock.join().unwrap();
    });
}

/// Two wait for the end with a limit, and time stands still: both hear that the worker has ended,
/// and by then its task has run. Three threads (main, another that waits, the worker); two
/// preemptions, one for each that waits. No imp: it would wake the one whom nobody has woken.
pub fn two_threads_wait_for_the_end() {
    let name = "two_threads_wait_for_the_end";
    check(name, Bound::Preemptions(2), || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let counter = Plain::clone(&ran);
        let task = move || counter.fetch_add(1, SeqCst);
        drop(pool.submit(task).unwrap());
        let other = {
            let (pool, ran) = (Arc::clone(&pool), Plain::clone(&ran));
            thread::spawn(move || {
                pool.shutdown_timeout(Pending::Run, Duration::from_secs(1)) && ran.load(SeqCst) == 1
            })
        };
        assert!(pool.shutdown_timeout(Pending::Run, Duration::from_secs(1)));
        assert_eq!(ran.load(SeqCst), 1);
        assert!(other.join().unwrap());
    });
}
