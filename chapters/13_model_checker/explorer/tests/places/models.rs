//! The smallest model in which two kinds of waiters meet.

use std::sync::Arc as Plain; // nobody asks who drops it last

use super::queue::Queue;
use seam::model::{Bound, check};
use seam::thread::Builder;

/// Two send, two receive, and there is one place. Four threads beside main, which only waits.
pub fn two_senders_and_two_receivers() {
    let name = "two_senders_and_two_receivers";
    check(name, Bound::Exhaustive, || {
        let queue = Plain::new(Queue::new(1));
        let mut threads = Vec::new();
        for number in 1..=2 {
            let (queue, name) = (Plain::clone(&queue), format!("sender {number}"));
            let send = move || queue.push(number, None).unwrap();
            threads.push(Builder::new().name(name).spawn(send));
        }
        for number in 1..=2 {
            let (queue, name) = (Plain::clone(&queue), format!("receiver {number}"));
            let receive = move || assert!(queue.pop(None).is_ok());
            threads.push(Builder::new().name(name).spawn(receive));
        }
        for thread in threads {
            thread.unwrap().join().unwrap();
        }
    });
}
