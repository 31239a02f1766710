//! The steps of the exercise `pool_1`: `step_2_...` passes when the first two are done.

use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::thread;

use chapter1::Pool;
use seam::watchdog::within;

/// What happens when it goes is step 3.
fn pool() -> ManuallyDrop<Pool> {
    ManuallyDrop::new(Pool::new())
}

#[test]
fn step_1_each_task_has_a_thread_of_its_own() {
    within(60, || {
        let (report, reports) = mpsc::channel();
        for _ in 0..2 {
            let report = report.clone();
            pool().execute(move || report.send(thread::current().id()).unwrap());
        }
        let (one, other) = (reports.recv().unwrap(), reports.recv().unwrap());
        assert_ne!(one, other);
        assert_ne!(
            one,
            thread::current().id(),
            "it ran on the thread that called execute"
        );
        assert_ne!(other, thread::current().id());
    });
}

#[test]
fn step_2_join_waits_for_every_task() {
    within(60, || {
        let (pool, ended) = (pool(), Arc::new(AtomicUsize::new(0)));
        for _ in 0..20 {
            let ended = Arc::clone(&ended);
            pool.execute(move || {
                ended.fetch_add(1, SeqCst);
            });
        }
        pool.join();
        assert_eq!(ended.load(SeqCst), 20);
    });
}

#[test]
fn step_2_join_waits_for_tasks_of_tasks() {
    within(60, || {
        let (pool, ended) = (Arc::new(pool()), Arc::new(AtomicUsize::new(0)));
        let (same_pool, counter) = (Arc::clone(&pool), Arc::clone(&ended));
        pool.execute(move || {
            same_pool.execute(move || {
                counter.fetch_add(1, SeqCst);
            });
        });
        pool.join();
        assert_eq!(ended.load(SeqCst), 1);
    });
}

#[test]
fn step_3_drop_waits_for_every_task() {
    within(60, || {
        let (pool, ended) = (pool(), Arc::new(AtomicUsize::new(0)));
        for _ in 0..20 {
            let ended = Arc::clone(&ended);
            pool.execute(move || {
                ended.fetch_add(1, SeqCst);
            });
        }
        drop(ManuallyDrop::into_inner(pool));
        assert_eq!(ended.load(SeqCst), 20);
    });
}
