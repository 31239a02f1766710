//! The steps of the exercise `future_5`: `step_2_...` passes when the first two are done.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use chapter5::error::TaskError;
use chapter5::future::promise;
use seam::watchdog::within;

#[test]
fn step_1_a_settled_promise_makes_its_future_done() {
    let (promise, future) = promise();
    assert!(!future.done());
    promise.settle(Ok(42));
    assert!(future.done());
}

#[test]
fn step_1_a_lost_promise_makes_its_future_done() {
    let (promise, future) = promise::<()>();
    drop(promise);
    assert!(future.done());
}

#[test]
fn step_2_a_task_runs_once_and_its_panic_goes_no_further() {
    let (ran, (promise, future)) = (AtomicUsize::new(0), promise());
    promise.run(|| ran.fetch_add(1, SeqCst));
    assert_eq!(ran.load(SeqCst), 1);
    assert!(future.done() && !future.running());
    let (promise, future) = chapter5::future::promise::<()>();
    promise.run(|| panic!("a task's panic"));
    assert!(future.done());
}

#[test]
fn step_3_result_waits() {
    within(60, || {
        let (promise, future) = promise();
        let worker = thread::spawn(move || promise.run(|| 42));
        assert_eq!(future.result().unwrap(), 42);
        worker.join().unwrap();
    });
}

#[test]
fn step_3_result_gives_up_in_time_and_the_future_comes_back() {
    let (promise, future) = promise();
    let Err(future) = future.result_timeout(Duration::from_millis(10)) else {
        panic!("nobody has settled it");
    };
    promise.settle(Ok(42));
    assert_eq!(future.result().unwrap(), 42);
}

#[test]
fn step_3_error_leaves_the_outcome() {
    let (promise, future) = promise::<()>();
    drop(promise);
    assert!(future.error().is_some());
    assert!(matches!(future.result(), Err(TaskError::Lost)));
}

#[test]
fn step_4_a_callback_looks_at_the_outcome_before_and_after() {
    let (promise, mut future) = promise();
    let (report, reports) = mpsc::channel();
    let before = report.clone();
    future.add_done_callback(move |outcome| before.send(*outcome.as_ref().unwrap()).unwrap());
    promise.settle(Ok(1));
    assert_eq!(reports.try_recv(), Ok(1));
    future.add_done_callback(move |outcome| report.send(*outcome.as_ref().unwrap()).unwrap());
    assert_eq!(reports.try_recv(), Ok(1));
    assert_eq!(future.result().unwrap(), 1);
}

#[test]
fn step_4_a_listener_hears_before_and_after() {
    let heard = Arc::new(AtomicUsize::new(0));
    let listener = || {
        let heard = Arc::clone(&heard);
        move || {
            heard.fetch_add(1, SeqCst);
        }
    };
    let (promise, future) = promise::<()>();
    future.when_done(listener());
    assert_eq!(heard.load(SeqCst), 0);
    promise.settle(Ok(()));
    assert_eq!(heard.load(SeqCst), 1);
    future.when_done(listener());
    assert_eq!(heard.load(SeqCst), 2);
    future.result().unwrap();
}
