//! The steps of the exercise `pool_2`: `step_2_...` passes when the first two are done.
#![allow(dead_code)] // a part of the file

use std::{sync, thread};

#[rustfmt::skip]
#[cfg_attr(not(feature = "exercise"), path = "../../src/pool.rs")]
#[cfg_attr(feature = "exercise-pool-2", path = "../../exercise/pool.rs")]
#[cfg_attr(all(feature = "exercise", not(feature = "exercise-pool-2")), path = "../../exercise/sleeper.rs")]
mod pool;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, mpsc};

use pool::{Pool, Shared};
use seam::watchdog::within;

#[test]
fn step_1_push_runs_nothing() {
    let ran = Arc::new(AtomicUsize::new(0));
    let (shared, counter) = (Shared::new(), Arc::clone(&ran));
    shared.push(Box::new(move || {
        counter.fetch_add(1, SeqCst);
    }));
    assert_eq!(ran.load(SeqCst), 0, "a task is for a worker to run");
}

#[test]
fn step_2_the_oldest_task_runs_first() {
    within(60, || {
        let (report, reports) = mpsc::channel();
        let shared = Shared::new();
        for n in 0..3 {
            let report = report.clone();
            shared.push(Box::new(move || report.send(n).unwrap()));
        }
        for n in 0..3 {
            shared.run_one();
            assert_eq!(reports.try_recv(), Ok(n));
        }
    });
}

#[test]
fn step_2_a_worker_waits_for_a_task() {
    within(60, || {
        let shared = Arc::new(Shared::new());
        let worker = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.run_one())
        };
        shared.push(Box::new(|| ()));
        worker.join().unwrap();
    });
}

#[test]
fn step_3_every_worker_works() {
    within(20, || {
        let (pool, barrier) = (Pool::new(3), Arc::new(Barrier::new(4)));
        for _ in 0..3 {
            let barrier = Arc::clone(&barrier);
            pool.execute(move || {
                barrier.wait();
            });
        }
        barrier.wait(); // passes only if three tasks are there together
    });
}

#[test]
fn step_3_a_worker_runs_one_task_after_the_other() {
    within(60, || {
        let (report, reports) = mpsc::channel();
        let pool = Pool::new(1);
        for n in 0..2_000 {
            let report = report.clone();
            pool.execute(move || report.send(n).unwrap());
        }
        drop(report);
        assert!(reports.iter().eq(0..2_000));
    });
}
