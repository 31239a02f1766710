//! The steps of the exercise `executor_8`: `step_2_...` passes when both are done.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
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
