//! The steps of the exercise `queue_4`, a test or two each: `step_2_...` passes when the first
//! two are done.
#![allow(dead_code, unused_imports)] // a part of each file

use std::{sync, thread, time};

#[path = "../../src/deadline.rs"]
mod deadline;
#[path = "../../src/error.rs"]
mod error;
#[rustfmt::skip]
#[cfg_attr(not(feature = "exercise"), path = "../../src/queue.rs")]
#[cfg_attr(feature = "exercise-queue-4", path = "../../exercise/queue.rs")]
#[cfg_attr(all(feature = "exercise", not(feature = "exercise-queue-4")), path = "../../exercise/quiet_loss.rs")]
mod queue;
#[path = "../../src/sleepers.rs"]
mod sleepers;

use std::sync::Arc;
use std::time::Duration;

use error::{TryRecvError, TrySendError};
use queue::Queue;
use seam::watchdog::within;

const SOON: Duration = Duration::from_millis(10);

#[test]
fn step_1_values_come_out_as_they_went_in() {
    let queue = Queue::new(2);
    assert_eq!(queue.try_pop(), Err(TryRecvError::Empty));
    queue.try_push(1).unwrap();
    queue.try_push(2).unwrap();
    assert_eq!(queue.try_pop(), Ok(1));
    assert_eq!(queue.try_pop(), Ok(2));
}

#[test]
fn step_1_a_full_queue_hands_the_value_back() {
    let queue = Queue::new(1);
    queue.try_push("one").unwrap();
    assert!(matches!(
        queue.try_push("two"),
        Err(TrySendError::Full("two"))
    ));
}

#[test]
fn step_2_pop_waits_for_a_value() {
    within(60, || {
        let queue = Arc::new(Queue::new(1));
        let popped = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop(None))
        };
        queue.try_push(1).unwrap();
        assert_eq!(popped.join().unwrap(), Ok(1));
    });
}

#[test]
fn step_2_pop_gives_up_in_the_end() {
    let queue: Queue<u32> = Queue::new(1);
    assert_eq!(queue.pop(deadline::after(SOON)), Err(TryRecvError::Empty));
}

#[test]
fn step_3_push_waits_for_room() {
    within(60, || {
        let queue = Arc::new(Queue::new(1));
        queue.push(1, None).unwrap();
        let pushed = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.push(2, None))
        };
        assert_eq!(queue.pop(None), Ok(1));
        assert!(pushed.join().unwrap().is_ok());
        assert_eq!(queue.pop(None), Ok(2));
    });
}

#[test]
fn step_3_push_hands_the_value_back_in_the_end() {
    let queue = Queue::new(1);
    queue.push("one", None).unwrap();
    let late = queue.push("two", deadline::after(SOON));
    assert!(matches!(late, Err(TrySendError::Full("two"))));
}

#[test]
fn step_4_closed_it_refuses_and_hands_out_what_is_left() {
    let queue = Queue::new(2);
    queue.push(1, None).unwrap();
    queue.close();
    assert!(matches!(queue.push(2, None), Err(TrySendError::Closed(2))));
    assert!(matches!(queue.try_push(3), Err(TrySendError::Closed(3))));
    assert_eq!(queue.pop(None), Ok(1));
    assert_eq!(queue.pop(None), Err(TryRecvError::Closed));
}

#[test]
fn step_4_closing_wakes_all_who_wait() {
    within(60, || {
        let queue = Arc::new(Queue::<u32>::new(1));
        let waiting = [0; 3].map(|_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop(None))
        });
        queue.close();
        for popped in waiting {
            assert_eq!(popped.join().unwrap(), Err(TryRecvError::Closed));
        }
    });
}

#[test]
fn step_4_clear_drops_the_values() {
    let (queue, value) = (Queue::new(1), Arc::new(()));
    queue.push(Arc::clone(&value), None).unwrap();
    queue.clear();
    assert_eq!(Arc::strong_count(&value), 1);
}
