//! The system refuses a thread, for real, to either pool. (Python case 29)
#![cfg(target_os = "linux")]

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, RwLock, mpsc};
use std::thread;

use chapter1::threads;
use chapter10::error::{BuildError, TaskError};
use chapter10::{Pending, Pool, Submit, ThreadPoolExecutor, Wait, Why};
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

/// Not even the first thread can be had: the task comes back, and nothing of it is left. A map's
/// items run on the caller, or say why they do not.
#[test]
fn without_any_thread_the_task_comes_back() {
    let test = concat!(module_path!(), "::without_any_thread_the_task_comes_back");
    within(60, || with_few_threads(test, none_at_all));
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

fn none_at_all() {
    let plain = ThreadPoolExecutor::builder().build().unwrap();
    let builder = ThreadPoolExecutor::builder().initializer(|| Ok(()));
    let prepared = builder.build().unwrap();
    // Somebody else has all the threads. One after the other, since a thread takes more addresses
    // while it begins.
    let gate = Arc::new(RwLock::new(()));
    let closed = gate.write().unwrap();
    let (begun, has_begun) = mpsc::channel();
    let mut others = Vec::new();
    loop {
        let (gate, begun) = (Arc::clone(&gate), begun.clone());
        let other = move || {
            begun.send(()).unwrap();
            drop(gate.read());
        };
        let Ok(other) = thread::Builder::new().spawn(other) else {
            break;
        };
        others.push(other);
        has_begun.recv().unwrap();
    }
    for executor in [&plain, &prepared] {
        let refused = executor.submit(|| 42).err().expect("there is no thread");
        assert!(matches!(refused.why, Why::Spawn(_)));
        assert_eq!((executor.started(), executor.idle()), (0, 0));
        (refused.task)();
        assert_eq!(refused.future.result().unwrap(), 42);
    }
    let me = thread::current().id();
    let mut ran_here = plain.map(2, 0..3, |_| thread::current().id()).unwrap();
    assert!(ran_here.all(|id| id.unwrap() == me));
    // Here nothing was prepared for the function.
    let mut broken = prepared.map(2, 0..3, |_| ()).unwrap();
    assert!(
        broken.all(|why| matches!(why, Err(TaskError::Broken(why)) if why.contains("refused")))
    );
    // There are threads again. What was refused is not counted: one thread, and in the end it has
    // nothing to do.
    drop(closed);
    for other in others {
        other.join().unwrap();
    }
    for executor in [&plain, &prepared] {
        assert_eq!(executor.submit(|| 42).unwrap().result().unwrap(), 42);
        executor.shutdown(Wait::Yes, Pending::Run);
        assert_eq!((executor.started(), executor.idle()), (1, 1));
    }
}
