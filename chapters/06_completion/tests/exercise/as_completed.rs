//! The steps of the exercise `as_completed`: `step_2_...` passes when the first two are done.

use std::thread;
use std::time::Duration;

use chapter5::future::promise;
use chapter6::as_completed;
use seam::watchdog::within;

#[test]
fn step_1_an_iterator_knows_how_many_will_come() {
    let (first, one) = promise::<u32>();
    let (second, two) = promise();
    assert_eq!(as_completed([one, two]).size_hint(), (2, Some(2)));
    drop((first, second)); // nobody listens any more, and nobody minds
}

#[test]
fn step_2_they_come_as_they_complete() {
    within(60, || {
        let (first, one) = promise();
        let (second, two) = promise();
        let mut completed = as_completed([one, two]);
        second.settle(Ok(2));
        assert_eq!(completed.next().unwrap().result().unwrap(), 2);
        let worker = thread::spawn(move || first.settle(Ok(1)));
        assert_eq!(completed.next().unwrap().result().unwrap(), 1);
        assert!(completed.next().is_none());
        worker.join().unwrap();
    });
}

#[test]
fn step_2_those_that_are_done_come_in_the_order_given() {
    within(60, || {
        let done = [3, 1, 2].map(|n| {
            let (promise, future) = promise();
            promise.settle(Ok(n));
            future
        });
        let values = as_completed(done).map(|future| future.result().unwrap());
        assert_eq!(values.collect::<Vec<_>>(), [3, 1, 2]);
    });
}

#[test]
fn step_3_what_is_left_comes_back_once() {
    within(60, || {
        let (first, one) = promise();
        let (second, two) = promise();
        second.settle(Ok(2));
        let mut completed = as_completed([one, two]).timeout(Duration::from_millis(10));
        assert_eq!(completed.next().unwrap().unwrap().result().unwrap(), 2);
        let unfinished = completed.next().unwrap().err().unwrap();
        assert_eq!((unfinished.left.len(), unfinished.of), (1, 2));
        assert!(completed.next().is_none());
        first.settle(Ok(1)); // it was not lost
        let one = unfinished.left.into_iter().next().unwrap();
        assert_eq!(one.result().unwrap(), 1);
    });
}
