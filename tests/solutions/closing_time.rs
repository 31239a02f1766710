//! The exercise `closing_time`: a model that catches `bugs/close_notifies_one.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::queue::Queue;
use super::sync::Arc;
use super::thread;

/// Closing wakes everyone who waits.
pub fn model() {
    let queue = Arc::new(Queue::<u32>::new());
    let waiting = [0, 1].map(|_| {
        let queue = Arc::clone(&queue);
        thread::spawn(move || queue.pop())
    });
    queue.close();
    for thread in waiting {
        assert_eq!(thread.join().unwrap(), None);
    }
}
