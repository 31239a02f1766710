// Rejected by: test step_2_the_oldest_value_comes_first
//! A queue that can be closed.
//!
//! Open, it takes values and hands them out, oldest first. Closed, it takes no more and
//! hands out what it has; then `pop` answers `None`, for ever and to everyone.
//!
//! No wake-up is lost, since both changes that `pop` waits for (a value, the closing)
//! are made under the lock under which it looked, and are followed by a notify.

use std::collections::VecDeque;

use super::error::Closed;
use super::sync::{Condvar, Mutex, MutexGuard};

/// An unbounded first-in, first-out queue for any number of threads on both sides.
pub struct Queue<T> {
    /// Protects the values and the flag together: a value is accepted before the closing
    /// or refused after it, never in between.
    state: Mutex<State<T>>,
    /// "There may be a value, or no more will come." `pop` waits here; `push` notifies
    /// one, `close` all.
    not_empty: Condvar,
}

struct State<T> {
    values: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    /// An open, empty queue.
    pub fn new() -> Queue<T> {
        Queue {
            state: Mutex::new(State {
                values: VecDeque::new(),
                closed: false,
            }),
            not_empty: Condvar::new(),
        }
    }

    // ANCHOR: push_pop_close
    /// Adds `value` at the end and wakes one waiting `pop`.
    ///
    /// # Errors
    ///
    /// `Closed(value)` once the queue is closed.
    pub fn push(&self, value: T) -> Result<(), Closed<T>> {
        let mut state = self.lock();
        if state.closed {
            return Err(Closed(value));
        }
        state.values.push_back(value);
        drop(state); // so that the thread we wake does not run into our lock
        self.not_empty.notify_one();
        Ok(())
    }

    /// Takes the oldest value; waits while the queue is open and empty.
    ///
    /// `None` means closed and empty: no value will ever come.
    pub fn pop(&self) -> Option<T> {
        let mut state = self.lock();
        loop {
            // Values first, the flag second: what was accepted is handed out.
            if let Some(value) = state.values.pop_back() {
                return Some(value);
            }
            if state.closed {
                return None;
            }
            // Notified by `push` and `close`.
            state = self.not_empty.wait(state).unwrap();
        }
    }

    /// Refuses values from now on. Closing twice is closing once.
    pub fn close(&self) {
        self.lock().closed = true;
        // All, not one: every waiting `pop` has to hear of it.
        self.not_empty.notify_all();
    }
    // ANCHOR_END: push_pop_close

    /// Never poisoned: nothing that can panic, no value's own code, runs under the lock.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap()
    }
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Queue::new()
    }
}
