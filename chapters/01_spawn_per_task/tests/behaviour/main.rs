//! Chapter 1 on real threads: one named behaviour each.

mod properties;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, mpsc};

use chapter1::{Pool, threads};
use seam::watchdog::within;

#[test]
fn tasks_run_at_once() {
    within(60, || {
        let barrier = Arc::new(Barrier::new(8));
        let pool = Pool::new();
        for _ in 0..8 {
            let barrier = Arc::clone(&barrier);
            // Nobody passes before all eight are there. The last one notifies the others.
            pool.execute(move || {
                barrier.wait();
            });
        }
    });
}

/// What is wrong with this stage: a thread for each task, however many there are.
#[test]
fn nothing_limits_the_threads() {
    within(60, || {
        let barrier = Arc::new(Barrier::new(101));
        let pool = Pool::new();
        for _ in 0..100 {
            let barrier = Arc::clone(&barrier);
            pool.execute(move || {
                barrier.wait();
            });
        }
        // All hundred wait for us.
        let alive = threads::alive();
        barrier.wait();
        match alive {
            Some(alive) => assert!(alive > 100, "only {alive} threads for 100 tasks"),
            None => eprintln!("left out: this system does not say how many threads it runs"),
        }
    });
}

#[test]
fn drop_waits_for_every_task() {
    within(60, || {
        let ended = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new();
        for _ in 0..100 {
            let ended = Arc::clone(&ended);
            pool.execute(move || {
                ended.fetch_add(1, SeqCst);
            });
        }
        drop(pool);
        assert_eq!(ended.load(SeqCst), 100);
    });
}

#[test]
fn a_panic_harms_no_other_task() {
    within(60, || {
        let ended = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new();
        for n in 0..10 {
            let ended = Arc::clone(&ended);
            pool.execute(move || {
                assert!(n % 2 == 0, "an odd task");
                ended.fetch_add(1, SeqCst);
            });
        }
        drop(pool);
        assert_eq!(ended.load(SeqCst), 5);
    });
}

/// A thread that joins itself panics or hangs, as the system likes: then no report comes.
#[test]
fn a_task_may_drop_the_last_handle() {
    within(60, || {
        let pool = Arc::new(Pool::new());
        let (theirs, (report, reports)) = (Arc::clone(&pool), mpsc::channel());
        let (let_go, may_go) = mpsc::channel::<()>();
        pool.execute(move || {
            let _ = may_go.recv(); // an error: the other handle is gone
            drop(theirs);
            report.send(()).unwrap();
        });
        drop(pool);
        drop(let_go);
        reports.recv().expect("the task went on after the drop");
    });
}

#[test]
fn a_task_that_joins_is_still_waited_for() {
    within(60, || {
        let pool = Arc::new(Pool::new());
        let (theirs, ended) = (Arc::clone(&pool), Arc::new(AtomicUsize::new(0)));
        let (counter, (report, reports)) = (Arc::clone(&ended), mpsc::channel());
        let (let_go, may_go) = mpsc::channel::<()>();
        pool.execute(move || {
            let _ = may_go.recv(); // an error: its handle is in the list now
            theirs.join(); // it finds its own thread, and leaves it to others
            report.send(()).unwrap();
            counter.fetch_add(1, SeqCst);
        });
        drop(let_go);
        reports.recv().expect("the task went on after the join");
        pool.join();
        assert_eq!(ended.load(SeqCst), 1);
    });
}
