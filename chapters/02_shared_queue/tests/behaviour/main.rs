//! Chapter 2 on real threads: one named behaviour each, the two flaws among them.

mod properties;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;

use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Barrier};
use std::time::Duration;

use chapter2::Pool;
use seam::watchdog::within;

#[test]
fn workers_run_tasks_at_once() {
    within(60, || {
        let pool = Pool::new(4);
        let barrier = Arc::new(Barrier::new(5));
        for _ in 0..4 {
            let barrier = Arc::clone(&barrier);
            pool.execute(move || {
                barrier.wait();
            });
        }
        barrier.wait(); // passes only if four tasks are there together
    });
}

#[test]
fn one_worker_takes_the_oldest_first() {
    within(60, || {
        let pool = Pool::new(1);
        let (report, reports) = mpsc::channel();
        for n in 0..100 {
            let report = report.clone();
            pool.execute(move || report.send(n).unwrap());
        }
        drop(report);
        assert!(reports.iter().eq(0..100));
    });
}

#[test]
fn no_more_tasks_run_than_there_are_workers() {
    within(60, || {
        let pool = Pool::new(3);
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (done, all_done) = mpsc::channel();
        for _ in 0..300 {
            let (running, most, done) = (Arc::clone(&running), Arc::clone(&most), done.clone());
            pool.execute(move || {
                most.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
                std::thread::yield_now();
                running.fetch_sub(1, SeqCst);
                done.send(()).unwrap();
            });
        }
        drop(done);
        assert_eq!(all_done.iter().count(), 300);
        assert!(most.load(SeqCst) <= 3);
    });
}

#[test]
#[should_panic(expected = "at least one worker")]
fn zero_workers_is_a_panic() {
    Pool::new(0);
}

thread_local! {
    /// Its destructor runs when the worker's thread ends, and closes the channel.
    static LIFE: RefCell<Option<Sender<()>>> = const { RefCell::new(None) };
}

/// A pool of one, and a channel that closes when its worker ends.
fn pool_with_a_watched_worker() -> (Pool, mpsc::Receiver<()>) {
    let pool = Pool::new(1);
    let (life, end) = mpsc::channel();
    pool.execute(move || {
        life.send(()).unwrap();
        LIFE.set(Some(life));
    });
    end.recv().unwrap(); // it is watched now
    (pool, end)
}

/// Flaw 1. That it *never* ends no test can show: this one looks for a tenth of a second.
#[test]
fn flaw_workers_never_end() {
    within(60, || {
        let (pool, end) = pool_with_a_watched_worker();
        drop(pool);
        let look = end.recv_timeout(Duration::from_millis(100));
        assert_eq!(look, Err(RecvTimeoutError::Timeout), "the worker ended");
    });
}

/// Flaw 2.
#[test]
fn flaw_a_panic_takes_its_worker_with_it() {
    within(60, || {
        let (pool, end) = pool_with_a_watched_worker();
        pool.execute(|| panic!("a task's panic"));
        assert!(end.recv().is_err(), "the worker has ended");
        let (report, reports) = mpsc::channel();
        pool.execute(move || report.send(()).unwrap());
        // It was accepted, and nobody is left to run it: it sits in the queue, sender
        // and all, so the channel is neither served nor closed.
        assert_eq!(reports.try_recv(), Err(mpsc::TryRecvError::Empty));
    });
}
