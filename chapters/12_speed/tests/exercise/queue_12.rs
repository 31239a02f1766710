//! The steps of the exercise `queue_12`, a test or two each: `step_2_...` passes when the first
//! two are done.
#![allow(dead_code, unused_imports)] // a part of each file

use std::{sync, thread};

use chapter4::sleepers;
use chapter12::{error, patience};

#[rustfmt::skip]
#[cfg_attr(not(feature = "exercise"), path = "../../src/queue.rs")]
#[cfg_attr(feature = "exercise-queue-12", path = "../../exercise/queue.rs")]
#[cfg_attr(all(feature = "exercise", not(feature = "exercise-queue-12")), path = "../../exercise/from_the_back.rs")]
mod queue;

use std::collections::VecDeque;
use std::sync::Arc;

use error::TrySendError;
use queue::Queue;
use seam::watchdog::within;

#[test]
fn step_1_there_is_as_much_room_as_there_are_places() {
    let queue = Queue::new(2);
    queue.push("one", false).unwrap();
    queue.push("two", true).unwrap();
    let full = queue.push("three", false);
    assert!(matches!(full, Err(TrySendError::Full("three"))));
}

#[test]
fn step_1_what_does_not_fit_stays() {
    let queue = Queue::new(2);
    let mut values = VecDeque::from([1, 2, 3]);
    assert!(queue.push_all(&mut values, false).is_err());
    assert_eq!(values, [3]);
}

#[test]
fn step_2_values_come_out_as_they_went_in() {
    let queue = Queue::new(3);
    assert_eq!(queue.try_pop(), None);
    queue.push(1, false).unwrap();
    queue.push(2, false).unwrap();
    assert_eq!(queue.try_pop(), Some(1));
    queue.push(3, false).unwrap();
    queue.push(4, false).unwrap();
    let full = queue.push(5, false);
    assert!(matches!(full, Err(TrySendError::Full(5))));
    let rest = [(); 4].map(|()| queue.try_pop());
    assert_eq!(rest, [Some(2), Some(3), Some(4), None]);
}

#[test]
fn step_2_push_waits_for_room() {
    within(60, || {
        let queue = Arc::new(Queue::new(1));
        queue.push(1, true).unwrap();
        let pushed = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.push(2, true).is_ok())
        };
        assert_eq!(queue.try_pop(), Some(1));
        assert!(pushed.join().unwrap());
        assert_eq!(queue.try_pop(), Some(2));
    });
}

#[test]
fn step_3_pop_waits_for_a_value() {
    within(60, || {
        let queue = Arc::new(Queue::new(2));
        let popped = [(); 2].map(|()| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop().unwrap())
        });
        queue.push_all(&mut VecDeque::from([1, 2]), true).unwrap();
        assert_eq!(popped.map(|p| p.join().unwrap()).iter().sum::<i32>(), 3);
    });
}

#[test]
fn step_4_closed_it_refuses_and_hands_out_what_is_left() {
    let queue = Queue::new(2);
    queue.push(1, true).unwrap();
    queue.close();
    assert!(matches!(queue.push(2, true), Err(TrySendError::Closed(2))));
    assert_eq!(queue.pop(), Some(1));
    assert_eq!(queue.pop(), None);
}

#[test]
fn step_4_closing_wakes_all_who_wait() {
    within(60, || {
        let queue = Arc::new(Queue::<u32>::new(1));
        let waiting = [(); 3].map(|()| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop())
        });
        queue.close();
        assert!(
            waiting
                .map(|w| w.join().unwrap())
                .iter()
                .all(Option::is_none)
        );
    });
}
