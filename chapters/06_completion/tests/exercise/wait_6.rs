//! The step of the exercise `wait_6`.

use std::time::Duration;

use chapter5::future::promise;
use chapter6::{When, wait};
use seam::watchdog::within;

#[test]
fn step_1_for_the_first() {
    within(60, || {
        let (first, one) = promise::<u32>();
        let (second, two) = promise();
        second.settle(Ok(2));
        let waited = wait([one, two], When::FirstCompleted, None);
        assert_eq!((waited.done.len(), waited.not_done.len()), (1, 1));
        first.settle(Ok(1));
    });
}

#[test]
fn step_1_all_that_are_done_are_done() {
    within(60, || {
        let (first, one) = promise();
        let (second, two) = promise();
        first.settle(Ok(1));
        second.settle(Ok(2));
        let waited = wait([one, two], When::FirstCompleted, None);
        assert_eq!((waited.done.len(), waited.not_done.len()), (2, 0));
    });
}

#[test]
fn step_1_for_the_first_that_fails() {
    within(60, || {
        let (first, one) = promise::<u32>();
        let (second, two) = promise();
        let (third, three) = promise();
        first.settle(Ok(1));
        drop(second); // lost, which is a failure
        let waited = wait([one, two, three], When::FirstException, None);
        assert_eq!((waited.done.len(), waited.not_done.len()), (2, 1));
        third.settle(Ok(3));
    });
}

#[test]
fn step_1_for_all_or_until_the_time_is_up() {
    within(60, || {
        let (first, one) = promise();
        let (second, two) = promise();
        first.settle(Ok(1));
        let soon = Some(Duration::from_millis(10));
        let waited = wait([one, two], When::AllCompleted, soon);
        assert_eq!((waited.done.len(), waited.not_done.len()), (1, 1));
        second.settle(Ok(2));
        let both = waited.done.into_iter().chain(waited.not_done);
        assert_eq!(wait(both, When::AllCompleted, None).done.len(), 2);
    });
}
