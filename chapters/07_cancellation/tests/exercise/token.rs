//! The steps of the exercise `token`: `step_2_...` passes when both are done.

use std::thread;
use std::time::Duration;

use chapter7::CancelToken;
use seam::watchdog::within;

const SOON: Duration = Duration::from_millis(10);

#[test]
fn step_1_it_is_cancelled_with_those_above_it() {
    let parent = CancelToken::new();
    let (child, other) = (parent.child(), parent.child());
    assert!(!child.is_cancelled());
    child.cancel();
    assert!(child.is_cancelled() && child.clone().is_cancelled());
    assert!(!parent.is_cancelled() && !other.is_cancelled());
    parent.cancel();
    assert!(parent.is_cancelled() && other.is_cancelled());
}

#[test]
fn step_1_a_deadline_that_has_passed_is_a_cancellation() {
    assert!(CancelToken::with_timeout(Duration::ZERO).is_cancelled());
    assert!(!CancelToken::with_timeout(Duration::from_secs(600)).is_cancelled());
}

#[test]
fn step_2_who_sleeps_on_it_wakes() {
    within(60, || {
        let parent = CancelToken::new();
        let child = parent.child();
        let sleeper = thread::spawn(move || child.wait());
        parent.cancel();
        sleeper.join().unwrap();
    });
}

#[test]
fn step_2_a_pause_ends_in_time() {
    within(60, || {
        let token = CancelToken::new();
        assert!(!token.wait_timeout(SOON), "nobody has cancelled it");
        assert!(CancelToken::with_timeout(SOON).wait_timeout(Duration::from_secs(600)));
        token.cancel();
        assert!(token.wait_timeout(SOON));
    });
}
