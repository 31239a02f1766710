//! The system refuses a thread, for real, to either pool. (Python case 29)
#![cfg(target_os = "linux")]

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, RwLock};

use chapter1::threads;
use chapter10::error::BuildError;
use chapter10::{Pool, ThreadPoolExecutor};
use seam::child::with_few_threads;
use seam::watchdog::within;

/// The tasks run on the threads that there are, and these end.
#[test]
fn a_thread_that_cannot_start_loses_no_task() {
    let test = concat!(module_path!(), "::a_thread_that_cannot_start_loses_no_task");
    within(60, || with_few_threads(test, too_many));
}

/// The pool that cannot be had leaves no worker behind.
#[test]
fn a_half_built_pool_leaves_no_thread() {
    let test = concat!(module_path!(), "::a_half_built_pool_leaves_no_thread");
    within(60, || with_few_threads(test, half_a_pool));
}

fn too_many() {
    let before = threads::alive().expect("Linux tells");
    let builder = ThreadPoolExecutor::builder().max_workers(1_000);
    let executor = builder.build().expect("no thread yet");
    let ran = Arc::new(AtomicUsize::new(0));
    let gate = Arc::new(RwLock::new(()));
    let closed = gate.write().unwrap();
    for _ in 0..200 {
        let (ran, gate) = (Arc::clone(&ran), Arc::clone(&gate));
        let task = move || {
            drop(gate.read().unwrap());
            ran.fetch_add(1, SeqCst);
        };
        drop(executor.submit(task).expect("there is a thread"));
    }
    let started = executor.started();
    assert!((4..200).contains(&started), "{started} threads");
    drop(closed);
    drop(executor);
    assert_eq!(
        ran.load(SeqCst),
        200,
        "each task ran, on the threads that there are"
    );
    while threads::alive() != Some(before) {
        std::thread::yield_now();
    }
}

fn half_a_pool() {
    let before = threads::alive().expect("Linux tells");
    let refused = Pool::new(1_000, 1).err();
    assert!(matches!(refused, Some(BuildError::Spawn(_))), "{refused:?}");
    while threads::alive() != Some(before) {
        std::thread::yield_now(); // the system takes a moment to see that a thread has ended
    }
}
