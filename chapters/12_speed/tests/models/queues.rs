//! Models of the queue alone. Main is one of the threads in each.
//!
//! Where a bound is given, the exhaustive search takes from 15 seconds to minutes: a producer and
//! a worker have two locks each to meet at. Three preemptions are one for each thread that can be interrupted
//! between a look and a sleep; the planted bugs show within two.

use std::collections::VecDeque;

use super::error::TrySendError;
use super::queue::Queue;
use super::sync::Arc;
use super::thread::{self, JoinHandle};
use seam::imp::imp;
use seam::model::{Bound, check};

/// Two values through one place: the producer sleeps at the front, the worker at the back, and
/// both survive waking for no reason. Three threads (main pushes, one pops, the imp), three
/// preemptions.
pub fn a_producer_waits_for_room() {
    check("a_producer_waits_for_room", Bound::Preemptions(3), || {
        let queue = Arc::new(Queue::new(1));
        let imp = imp();
        let popped = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || [queue.pop(), queue.pop()])
        };
        queue.push(1, true).unwrap();
        queue.push(2, true).unwrap();
        assert_eq!(popped.join().unwrap(), [Some(1), Some(2)]);
        imp.join().unwrap();
    });
}

/// Two workers sleep and two values come at once: one wake-up at a time, and both are woken.
/// Three threads (main pushes, two pop), exhaustive. No imp: it would wake them, too.
pub fn two_values_wake_two_workers() {
    check("two_values_wake_two_workers", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new(2));
        let popped = [pop(&queue), pop(&queue)];
        queue.push_all(&mut VecDeque::from([1, 2]), true).unwrap();
        let sum: u32 = popped.map(|p| p.join().unwrap().unwrap()).iter().sum();
        assert_eq!(sum, 1 + 2);
    });
}

/// The one that was woken second is woken once more: its first wake-up has arrived, and is off the
/// count. Three threads (main pushes two and then one; one pops, one pops twice), three
/// preemptions. No imp: it would wake the one whom nobody has woken.
pub fn a_worker_is_woken_again() {
    check("a_worker_is_woken_again", Bound::Preemptions(3), || {
        let queue = Arc::new(Queue::new(3));
        let once = pop(&queue);
        let twice = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop().unwrap() + queue.pop().unwrap())
        };
        queue.push_all(&mut VecDeque::from([1, 2]), true).unwrap();
        queue.push(3, true).unwrap();
        assert_eq!(
            once.join().unwrap().unwrap() + twice.join().unwrap(),
            1 + 2 + 3
        );
    });
}

/// Three values come at once, and ask for one worker. Main takes the first; the one that wakes takes
/// the second, and what is left is for the one that sleeps on: it passes the wake-up on. Three
/// threads (main pushes and pops, two pop), three preemptions, one each. No imp: it would wake them.
pub fn who_wakes_wakes_the_next() {
    check("who_wakes_wakes_the_next", Bound::Preemptions(3), || {
        let queue = Arc::new(Queue::new(3));
        let popped = [pop(&queue), pop(&queue)];
        queue.push_all(&mut [1, 2, 3].into(), true).unwrap();
        let mine = queue.pop().unwrap();
        let theirs = popped.map(|p| p.join().unwrap().unwrap());
        assert_eq!(theirs.iter().sum::<u32>() + mine, 1 + 2 + 3);
    });
}

/// Two producers wait for room, and two values are taken: both get in. Three threads (main pops,
/// two push), three preemptions. No imp: it would wake them, too.
pub fn two_places_wake_two_producers() {
    let name = "two_places_wake_two_producers";
    check(name, Bound::Preemptions(3), || {
        let queue = Arc::new(Queue::new(2));
        queue.push_all(&mut VecDeque::from([1, 1]), true).unwrap();
        let pushed = [push(&queue, 2), push(&queue, 2)];
        assert_eq!([queue.pop(), queue.pop()], [Some(1), Some(1)]);
        assert!(pushed.map(|p| p.join().unwrap()).iter().all(|&ok| ok));
        assert_eq!([queue.try_pop(), queue.try_pop()], [Some(2), Some(2)]);
    });
}

/// A worker has the front, and main takes all that is there while a producer adds to it: nothing
/// is lost and nothing comes twice, and what one producer pushed is in its order. Three threads
/// (main pops, one pushes, one pops), three preemptions. No imp: `a_producer_waits_for_room` has
/// one.
pub fn the_ends_change_places() {
    check("the_ends_change_places", Bound::Preemptions(3), || {
        let queue = Arc::new(Queue::new(3));
        let worker = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop().unwrap())
        };
        let producer = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || {
                queue
                    .push_all(&mut VecDeque::from([1, 2, 3]), true)
                    .unwrap()
            })
        };
        let mine = [queue.pop().unwrap(), queue.pop().unwrap()];
        producer.join().unwrap();
        assert!(mine[0] < mine[1], "out of order: {mine:?}");
        assert_eq!(worker.join().unwrap() + mine[0] + mine[1], 1 + 2 + 3);
    });
}

/// The queue is full, two producers wait, and it is closed: both get their values back, and what
/// had been accepted is handed out. Three threads (main closes, two push), exhaustive. No imp: it
/// would wake the producers, too.
pub fn close_frees_every_producer() {
    check("close_frees_every_producer", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new(1));
        queue.push(1, true).unwrap();
        let back = [2, 3].map(|value| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || match queue.push(value, true) {
                Err(TrySendError::Closed(value)) => value,
                other => panic!("{other:?}, and nobody makes room"),
            })
        });
        queue.close();
        assert_eq!(back.map(|back| back.join().unwrap()), [2, 3]);
        assert_eq!([queue.pop(), queue.pop()], [Some(1), None]);
    });
}

/// Two workers sleep, and the queue is closed: both hear of it. Three threads (main closes, two
/// pop), exhaustive. No imp: it would wake them, too.
pub fn close_wakes_every_worker() {
    check("close_wakes_every_worker", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new(1));
        let popped = [pop(&queue), pop(&queue)];
        queue.close();
        assert_eq!(popped.map(|popped| popped.join().unwrap()), [None, None]);
    });
}

/// Two workers wait, one value comes, and then the end: one gets the value, and the other hears of
/// the end, though there was a value at the closing. Three threads (main pushes, two pop), two
/// preemptions, one for each that waits. No imp: it would wake them, too.
pub fn one_value_and_the_end() {
    check("one_value_and_the_end", Bound::Preemptions(2), || {
        let queue = Arc::new(Queue::new(1));
        let popped = [pop(&queue), pop(&queue)];
        queue.push(1, true).unwrap();
        queue.close();
        let popped = popped.map(|popped| popped.join().unwrap());
        assert!(popped == [Some(1), None] || popped == [None, Some(1)]);
    });
}

/// The same at the front: one place gets free, and then comes the end. Three threads (main pops, two
/// push), two preemptions, one for each that waits. No imp: as above.
pub fn one_place_and_the_end() {
    check("one_place_and_the_end", Bound::Preemptions(2), || {
        let queue = Arc::new(Queue::new(1));
        queue.push(1, true).unwrap();
        let pushed = [push(&queue, 2), push(&queue, 3)];
        assert_eq!(queue.pop(), Some(1));
        queue.close();
        let pushed = pushed.map(|pushed| pushed.join().unwrap());
        assert!(pushed != [true, true], "there was one place");
    });
}

/// `push`, `pop` and `close` at once: a value that is accepted is handed out, another comes back.
/// Three threads (main closes, one pushes, one pops), exhaustive. No imp:
/// `a_producer_waits_for_room` has one.
pub fn push_against_close() {
    check("push_against_close", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new(1));
        let popped = pop(&queue);
        let pushed = push(&queue, 1);
        queue.close();
        let accepted = pushed.join().unwrap();
        assert_eq!(popped.join().unwrap(), accepted.then_some(1));
    });
}

fn push(queue: &Arc<Queue<u32>>, value: u32) -> JoinHandle<bool> {
    let queue = Arc::clone(queue);
    thread::spawn(move || queue.push(value, true).is_ok())
}

fn pop(queue: &Arc<Queue<u32>>) -> JoinHandle<Option<u32>> {
    let queue = Arc::clone(queue);
    thread::spawn(move || queue.pop())
}
