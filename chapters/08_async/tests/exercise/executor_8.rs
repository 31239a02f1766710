//! The steps of the exercise `executor_8`: `step_2_...` passes when both are done.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::mpsc;
use std::task::Poll;
use std::thread;

use chapter8::Executor;
use seam::watchdog::within;

#[test]
fn step_1_a_future_is_kept_and_not_polled_yet() {
    let polled = Rc::new(Cell::new(false));
    let its = Rc::clone(&polled);
    let mut executor = Executor::new();
    executor.spawn(async move { its.set(true) });
    assert!(!polled.get());
    assert_eq!(Rc::strong_count(&polled), 2, "it is kept");
    drop(executor);
    assert_eq!(Rc::strong_count(&polled), 1);
}

#[test]
fn step_2_all_are_polled_in_the_order_of_their_wakes() {
    within(60, || {
        let log = Rc::new(RefCell::new(Vec::new()));
        let mut executor = Executor::new();
        for n in 0..3 {
            let log = Rc::clone(&log);
            let mut again = true;
            executor.spawn(poll_fn(move |cx| {
                log.borrow_mut().push(n);
                if std::mem::take(&mut again) {
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Poll::Ready(())
            }));
        }
        executor.run();
        assert_eq!(*log.borrow(), [0, 1, 2, 0, 1, 2]);
    });
}

#[test]
fn step_2_it_sleeps_until_another_thread_wakes_one() {
    within(60, || {
        let mut executor = Executor::new();
        let mut asked = false;
        executor.spawn(poll_fn(move |cx| {
            if asked {
                return Poll::Ready(());
            }
            asked = true;
            let waker = cx.waker().clone();
            thread::spawn(move || waker.wake());
            Poll::Pending
        }));
        executor.run();
    });
}

/// Woken three times before its turn comes, it is polled once more; and one that nobody woke is
/// not polled at all.
#[test]
fn step_2_a_poll_for_each_turn_and_none_without_a_wake() {
    within(60, || {
        let log = Rc::new(RefCell::new(Vec::new()));
        let mut executor = Executor::new();
        let (of_often, mut polls) = (Rc::clone(&log), 0);
        let (end, ended) = mpsc::channel();
        let mut ended = Some(ended);
        executor.spawn(poll_fn(move |cx| {
            of_often.borrow_mut().push("often");
            polls += 1;
            if polls < 3 {
                (0..3).for_each(|_| cx.waker().wake_by_ref());
                return Poll::Pending;
            }
            end.send(()).unwrap();
            Poll::Ready(())
        }));
        let of_rare = Rc::clone(&log);
        executor.spawn(poll_fn(move |cx| {
            of_rare.borrow_mut().push("rare");
            let Some(ended) = ended.take() else {
                return Poll::Ready(());
            };
            // Woken by another thread, when the other future is done.
            let waker = cx.waker().clone();
            thread::spawn(move || {
                ended.recv().unwrap();
                waker.wake();
            });
            Poll::Pending
        }));
        executor.run();
        assert_eq!(*log.borrow(), ["often", "rare", "often", "often", "rare"]);
    });
}

/// One panics, and another one is ready behind it.
#[test]
fn step_2_when_one_panics_the_others_may_be_run() {
    within(60, || {
        let ran = Rc::new(Cell::new(false));
        let its = Rc::clone(&ran);
        let mut executor = Executor::new();
        executor.spawn(async { panic!("a panic of a future") });
        executor.spawn(async move { its.set(true) });
        let ended = catch_unwind(AssertUnwindSafe(|| executor.run()));
        assert!(ended.is_err(), "nobody hears of its panic");
        executor.run();
        assert!(ran.get());
    });
}
