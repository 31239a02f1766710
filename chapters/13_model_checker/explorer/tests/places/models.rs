//! The smallest model in which two kinds of waiters meet.

use std::sync::Arc as Plain; // nobody asks who drops it last

use super::queue::Queue;
use seam::model::{Bound, check};
use seam::thread::{Builder, JoinHandle};

/// Two send, two receive, and there is one place. Four threads beside main, which only waits.
pub fn two_senders_and_two_receivers() {
    let name = "two_senders_and_two_receivers";
    check(name, Bound::Exhaustive, || {
        let queue = Plain::new(Queue::new(1));
        let mut threads = Vec::new();
        for number in 1..=2 {
            let queue = Plain::clone(&queue);
            threads.push(start(format!("sender {number}"), move || {
                queue.push(number, None).unwrap();
            }));
        }
        for number in 1..=2 {
            let queue = Plain::clone(&queue);
            threads.push(start(format!("receiver {number}"), move || {
                queue.pop(None).unwrap();
            }));
        }
        for thread in threads {
            thread.join().unwrap();
        }
    });
}

fn start(name: String, work: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    Builder::new().name(name).spawn(work).unwrap()
}
