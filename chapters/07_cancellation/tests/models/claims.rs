//! Models of one claim and the future that it settles.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::Mutex; // around what only one thread at a time has
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::claim::{CANCELLED, Claim, DONE, RUNNING};
use super::error::TaskError;
use super::outcome::{Future, promise};
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, Ordering::Relaxed};
use super::thread;
use seam::imp::imp;
use seam::model::{Bound, check};

/// A claim whose task counts its runs.
fn counted() -> (Arc<Claim<u32>>, Future<u32>, Plain<AtomicUsize>) {
    let ran = Plain::new(AtomicUsize::new(0));
    let counter = Plain::clone(&ran);
    let (promise, future) = promise();
    let task = move || {
        counter.fetch_add(1, SeqCst);
        42
    };
    (Arc::new(Claim::new(promise, Box::new(task))), future, ran)
}

/// `cancel` against the worker: one wins, and `cancel` says truly which. Two threads (main
/// cancels, the worker), exhaustive. No imp: nobody waits.
// ANCHOR: cancel
pub fn cancel_against_start() {
    check("cancel_against_start", Bound::Exhaustive, || {
        let (claim, future, ran) = counted();
        let worker = {
            let claim = Arc::clone(&claim);
            thread::spawn(move || claim.run())
        };
        let cancelled = claim.cancel(TaskError::Cancelled);
        let started = worker.join().unwrap();
        assert!(cancelled != started, "both won, or neither");
        assert_eq!(ran.load(SeqCst), usize::from(started));
        assert!(
            claim.is(if started { DONE } else { CANCELLED }),
            "the state is wrong"
        );
        match future.result() {
            Ok(42) => assert!(started),
            Err(TaskError::Cancelled) => assert!(cancelled),
            other => panic!("{other:?}"),
        }
    });
}
// ANCHOR_END: cancel

/// Two cancel at once: one of them did it. Two threads, exhaustive. No imp: nobody waits.
pub fn two_cancels() {
    check("two_cancels", Bound::Exhaustive, || {
        let (claim, future, ran) = counted();
        let other = {
            let claim = Arc::clone(&claim);
            thread::spawn(move || claim.cancel(TaskError::Cancelled))
        };
        let ours = claim.cancel(TaskError::Cancelled);
        assert!(ours != other.join().unwrap());
        assert!(matches!(future.result(), Err(TaskError::Cancelled)));
        assert_eq!(ran.load(SeqCst), 0);
    });
}

/// Somebody waits for the result while it is cancelled, and wakes. By then, what the task captured
/// is gone. Three threads (main
/// waits, one that cancels, the imp), exhaustive.
pub fn cancel_against_wait() {
    check("cancel_against_wait", Bound::Exhaustive, || {
        let (claim, future, ran) = counted();
        let imp = imp();
        let canceller = thread::spawn(move || claim.cancel(TaskError::Cancelled));
        assert!(matches!(future.result(), Err(TaskError::Cancelled)));
        assert_eq!(Plain::strong_count(&ran), 1, "the task is still there");
        assert!(canceller.join().unwrap());
        imp.join().unwrap();
    });
}

/// A worker from the queue and a waiter from the future claim at once: it runs once. Two
/// threads, exhaustive. No imp: `cancel_against_wait` has one.
pub fn two_claims() {
    check("two_claims", Bound::Exhaustive, || {
        let (claim, future, ran) = counted();
        let worker = {
            let claim = Arc::clone(&claim);
            thread::spawn(move || claim.run())
        };
        let ours = claim.run();
        assert_eq!(future.result().unwrap(), 42);
        assert_eq!(Plain::strong_count(&ran), 1, "the task is still there");
        assert!(ours != worker.join().unwrap());
        assert_eq!(ran.load(SeqCst), 1);
    });
}

/// Whoever comes too late sees what the winner did before: the task's own work, or what its
/// canceller had written. Without a lock, and with `Relaxed`. Two threads (main cancels, the worker),
/// exhaustive. No imp: nobody waits.
// ANCHOR: order
pub fn who_loses_sees_what_the_winner_did() {
    let name = "who_loses_sees_what_the_winner_did";
    check(name, Bound::Exhaustive, || {
        let (promise, future) = promise();
        let [by_the_task, by_main] = [(); 2].map(|()| Arc::new(AtomicBool::new(false)));
        let done = Arc::clone(&by_the_task);
        let claim = Claim::new(promise, Box::new(move || done.store(true, Relaxed)));
        let claim = Arc::new(claim);
        let worker = {
            let (claim, by_main) = (Arc::clone(&claim), Arc::clone(&by_main));
            thread::spawn(move || {
                if !claim.run() {
                    assert!(
                        by_main.load(Relaxed),
                        "the worker lost, and does not see why"
                    );
                }
            })
        };
        by_main.store(true, Relaxed);
        claim.cancel(TaskError::Cancelled);
        if claim.is(DONE) {
            assert!(by_the_task.load(Relaxed), "done, and nothing is there");
        }
        worker.join().unwrap();
        drop(future);
    });
}
// ANCHOR_END: order

/// What a task captured is foreign code: as it is dropped, by a cancel or at the end of the run,
/// it asks its own claim. And so does the task. No lock of the claim is held then. Two threads
/// (main cancels, the worker), exhaustive. No imp: `cancel_against_wait` has one.
pub fn a_task_may_ask_its_own_claim() {
    struct Asks(Plain<Mutex<Option<Arc<Claim<()>>>>>);
    impl Asks {
        fn ask(&self) {
            let claim = self.0.lock().unwrap().clone().expect("it is there");
            assert!(!claim.run() && !claim.cancel(TaskError::Cancelled));
            assert!(claim.is(RUNNING) || claim.is(CANCELLED));
        }
    }
    impl Drop for Asks {
        fn drop(&mut self) {
            self.ask();
            *self.0.lock().unwrap() = None; // or they would keep each other
        }
    }
    check("a_task_may_ask_its_own_claim", Bound::Exhaustive, || {
        let (promise, future) = promise();
        let asks = Asks(Plain::default());
        let slot = Plain::clone(&asks.0);
        let claim = Arc::new(Claim::new(promise, Box::new(move || asks.ask())));
        *slot.lock().unwrap() = Some(Arc::clone(&claim));
        let worker = {
            let claim = Arc::clone(&claim);
            thread::spawn(move || claim.run())
        };
        let cancelled = claim.cancel(TaskError::Cancelled);
        assert!(cancelled != worker.join().unwrap());
        assert_eq!(future.result().is_err(), cancelled);
    });
}
