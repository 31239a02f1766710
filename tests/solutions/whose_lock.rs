//! The exercise `whose_lock`: a model that catches `bugs/closes_at_the_back_only.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::queue::Queue;
use super::sync::Arc;
use super::thread;

/// Closing frees a producer that waits for room.
pub fn model() {
    let queue = Arc::new(Queue::new(1));
    queue.push(1, true).unwrap();
    let waits = {
        let queue = Arc::clone(&queue);
        thread::spawn(move || queue.push(2, true).is_err())
    };
    queue.close();
    assert!(waits.join().unwrap(), "closed, and nobody has made room");
}
