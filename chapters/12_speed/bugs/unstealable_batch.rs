//! A rung of the ladder: take several values under one lock, and let others steal them.
//!
//! A worker takes a batch, runs the first and keeps the rest on a deque of its own. So the lock
//! that all want is taken once for eight tasks. But now a task can stand behind a long one, in a
//! batch whose owner is busy, while other workers sleep. So these look through all batches before
//! they sleep; and they do it **with the lock that a batch is taken under**. A look without it
//! could come just before a batch is taken, and the sleep just after.
//!
//! Two promises are gone all the same: tasks of one producer overtake each other, and more than
//! `capacity` of them wait.

use std::collections::VecDeque;

use super::sleepers::Sleepers;
use super::sync::{Condvar, Mutex, MutexGuard};

/// How many values a worker takes at once.
const BATCH: usize = 8;

/// A queue for so many workers, each with a number.
pub struct Queue<T> {
    /// Protects what nobody has taken, and makes taking a batch and looking for one to steal one
    /// step each. It comes before the lock of a batch.
    shared: Mutex<Shared<T>>,
    /// "There may be a value, or no more will come." `pop` waits here.
    not_empty: Condvar,
    /// "There may be room." `push` waits here.
    not_full: Condvar,
    /// What each worker has taken and not begun. Others may steal from it.
    batches: Vec<Mutex<VecDeque<T>>>,
    capacity: usize,
}

struct Shared<T> {
    values: VecDeque<T>,
    closed: bool,
    workers: Sleepers,
    producers: Sleepers,
}

impl<T> Queue<T> {
    /// Open and empty.
    pub fn new(workers: usize, capacity: usize) -> Queue<T> {
        Queue {
            shared: Mutex::new(Shared {
                values: VecDeque::new(),
                closed: false,
                workers: Sleepers::default(),
                producers: Sleepers::default(),
            }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            batches: (0..workers).map(|_| Mutex::default()).collect(),
            capacity,
        }
    }

    /// Adds `value` at the end, waiting for room. It must not be closed meanwhile.
    pub fn push(&self, value: T) {
        let mut shared = self.shared.lock().unwrap();
        while shared.values.len() == self.capacity {
            shared.producers.falls_asleep();
            // Notified by `pop`.
            shared = self.not_full.wait(shared).unwrap();
            shared.producers.comes_back();
        }
        shared.values.push_back(value);
        self.unlock(shared, true);
    }

    /// For worker number `me`: the next of its batch, or a new batch, or one that it steals.
    pub fn pop(&self, me: usize) -> Option<T> {
        if let Some(value) = self.batches[me].lock().unwrap().pop_front() {
            return Some(value);
        }
        let mut shared = self.shared.lock().unwrap();
        loop {
            if let Some(value) = shared.values.pop_front() {
                let rest = shared.values.len().min(BATCH - 1);
                let mut mine = self.batches[me].lock().unwrap();
                mine.extend(shared.values.drain(..rest));
                drop(mine);
                // For what is left, here or in the batch.
                let more = rest > 0;
                self.unlock(shared, more);
                return Some(value);
            }
            if shared.closed {
                return None;
            }
            shared.workers.falls_asleep();
            // Notified by `push`, by those who leave something behind, and by `close`.
            shared = self.not_empty.wait(shared).unwrap();
            shared.workers.comes_back();
        }
    }

    /// Refuses values from now on. Workers that idle end; what is in batches their owners run.
    pub fn close(&self) {
        self.shared.lock().unwrap().closed = true;
        self.not_empty.notify_all();
    }

    /// Gives the lock back, and wakes who can go on: a worker, if there may be `more` for it.
    fn unlock(&self, mut shared: MutexGuard<'_, Shared<T>>, more: bool) {
        let worker = more && shared.workers.wake_one();
        let producer = shared.values.len() < self.capacity && shared.producers.wake_one();
        drop(shared);
        if worker {
            self.not_empty.notify_one();
        }
        if producer {
            self.not_full.notify_one();
        }
    }
}
