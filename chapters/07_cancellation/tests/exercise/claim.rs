//! The steps of the exercise `claim`: `step_2_...` passes when both are done.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

use chapter5::future::{Future, promise};
use chapter7::claim::{CANCELLED, Claim, DONE, PENDING};
use chapter7::error::TaskError;

/// A claim whose task counts its runs and gives 42.
fn counted() -> (Claim<u32>, Future<u32>, Arc<AtomicUsize>) {
    let ran = Arc::new(AtomicUsize::new(0));
    let (counter, (promise, future)) = (Arc::clone(&ran), promise());
    let task = move || {
        counter.fetch_add(1, SeqCst);
        42
    };
    (Claim::new(promise, Box::new(task)), future, ran)
}

#[test]
fn step_1_it_runs_once() {
    let (claim, future, ran) = counted();
    assert!(claim.is(PENDING));
    assert!(claim.run());
    assert!(!claim.run(), "somebody else had it");
    assert!(claim.is(DONE));
    assert_eq!(ran.load(SeqCst), 1);
    assert_eq!(future.result().unwrap(), 42);
}

#[test]
fn step_1_of_many_one_has_it() {
    let (claim, future, ran) = counted();
    let winners = thread::scope(|scope| {
        let threads = [0; 4].map(|_| scope.spawn(|| claim.run()));
        threads.map(|thread| thread.join().unwrap())
    });
    assert_eq!(winners.iter().filter(|won| **won).count(), 1);
    assert_eq!(ran.load(SeqCst), 1);
    assert_eq!(future.result().unwrap(), 42);
}

#[test]
fn step_2_cancelled_it_does_not_run() {
    let (claim, future, ran) = counted();
    assert!(claim.cancel(TaskError::Cancelled));
    assert!(claim.is(CANCELLED));
    assert!(!claim.run() && !claim.cancel(TaskError::Cancelled));
    // What the task captured has gone by then: here, its counter.
    assert_eq!((ran.load(SeqCst), Arc::strong_count(&ran)), (0, 1));
    assert!(matches!(future.result(), Err(TaskError::Cancelled)));
}

#[test]
fn step_2_what_has_run_is_not_cancelled() {
    let (claim, future, _) = counted();
    assert!(claim.run());
    assert!(!claim.cancel(TaskError::Cancelled));
    assert_eq!(future.result().unwrap(), 42);
}
