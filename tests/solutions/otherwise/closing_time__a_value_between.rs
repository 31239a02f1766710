// Workers as in a pool: one may be at work when the queue closes.
//! The exercise `closing_time`: a model that catches `bugs/close_notifies_one.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
use super::queue::Queue;
use super::sync::Arc;
use super::thread;

/// Closing wakes everyone who waits.
pub fn model() {
    let queue = Arc::new(Queue::new());
    let workers = [0, 1].map(|_| {
        let queue = Arc::clone(&queue);
        thread::spawn(move || {
            let mut taken = 0;
            while let Some(value) = queue.pop() {
                taken += value;
            }
            taken
        })
    });
    queue.push(7).unwrap();
    queue.close();
    let taken: u32 = workers
        .into_iter()
        .map(|worker| worker.join().unwrap())
        .sum();
    assert_eq!(taken, 7);
}
