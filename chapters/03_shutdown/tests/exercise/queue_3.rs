//! The steps of the exercise `queue_3`: `step_2_...` passes when the first two are done.

use std::sync::Arc;
use std::thread;

use chapter3::error::Closed;
use chapter3::queue::Queue;
use seam::watchdog::within;

#[test]
fn step_1_an_open_queue_takes_values() {
    let queue = Queue::new();
    assert!(queue.push(1).is_ok());
    assert!(queue.push(2).is_ok());
}

#[test]
fn step_2_the_oldest_value_comes_first() {
    within(60, || {
        let queue = Queue::new();
        for n in 0..3 {
            queue.push(n).unwrap();
        }
        for n in 0..3 {
            assert_eq!(queue.pop(), Some(n));
        }
    });
}

#[test]
fn step_2_pop_waits_for_a_value() {
    within(60, || {
        let queue = Arc::new(Queue::new());
        let popped = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop())
        };
        queue.push(1).unwrap();
        assert_eq!(popped.join().unwrap(), Some(1));
    });
}

#[test]
fn step_3_closed_it_refuses_and_hands_out_what_is_left() {
    within(60, || {
        let queue = Queue::new();
        queue.push(1).unwrap();
        queue.close();
        assert!(matches!(queue.push(2), Err(Closed(2))));
        assert_eq!(queue.pop(), Some(1));
        assert_eq!(queue.pop(), None);
        queue.close(); // closing twice is closing once
        assert_eq!(queue.pop(), None);
    });
}

#[test]
fn step_3_closing_wakes_all_who_wait() {
    within(60, || {
        let queue = Arc::new(Queue::<u32>::new());
        let waiting = [0; 3].map(|_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop())
        });
        queue.close();
        for popped in waiting {
            assert_eq!(popped.join().unwrap(), None);
        }
    });
}
