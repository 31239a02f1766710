//! The steps of the exercise `block_on`: `step_2_...` passes when both are done.

use std::future::{poll_fn, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::Poll;
use std::thread;

use chapter8::block_on;
use chapter8::block_on::Parker;
use seam::watchdog::within;

#[test]
fn step_1_a_token_that_came_first_is_not_lost() {
    within(60, || {
        let parker = Parker::new();
        parker.unpark();
        parker.unpark(); // as good as one
        parker.park();
    });
}

#[test]
fn step_1_who_sleeps_is_woken() {
    within(60, || {
        let parker = Arc::new(Parker::new());
        let same = Arc::clone(&parker);
        let sleeper = thread::spawn(move || same.park());
        parker.unpark();
        sleeper.join().unwrap();
    });
}

/// Two came before it looked. One park takes both, and the next one waits for a new one.
#[test]
fn step_1_many_tokens_are_as_good_as_one() {
    within(60, || {
        let parker = Arc::new(Parker::new());
        parker.unpark();
        parker.unpark();
        parker.park();
        let is_there = Arc::new(AtomicBool::new(false));
        let gives = {
            let (parker, is_there) = (Arc::clone(&parker), Arc::clone(&is_there));
            thread::spawn(move || {
                for _ in 0..1_000 {
                    thread::yield_now(); // a thread that does not sleep looks meanwhile
                }
                is_there.store(true, SeqCst);
                parker.unpark();
            })
        };
        parker.park();
        assert!(is_there.load(SeqCst), "its token had been taken already");
        gives.join().unwrap();
    });
}

#[test]
fn step_2_what_is_ready_needs_no_sleep() {
    within(60, || assert_eq!(block_on(ready(42)), 42));
}

#[test]
fn step_2_it_is_polled_when_it_is_woken_and_only_then() {
    within(60, || {
        let is_there = Arc::new(AtomicBool::new(false));
        let mut polls = 0;
        block_on(poll_fn(|cx| {
            polls += 1;
            if is_there.load(SeqCst) {
                return Poll::Ready(());
            }
            let (waker, is_there) = (cx.waker().clone(), Arc::clone(&is_there));
            thread::spawn(move || {
                for _ in 0..1_000 {
                    thread::yield_now(); // a thread that does not sleep polls meanwhile
                }
                is_there.store(true, SeqCst);
                waker.wake();
            });
            Poll::Pending
        }));
        assert_eq!(polls, 2, "once before the wake-up, once after it");
    });
}
