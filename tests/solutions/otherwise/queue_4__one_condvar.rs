// One condvar for both kinds of waiter: so all have to be woken.
//! Chapter 3's queue, with a limit: `push` waits for room as `pop` waits for a value.
//!
//! | state  | `push`                 | `pop`                                   |
//! |--------|------------------------|-----------------------------------------|
//! | open   | waits while it is full | waits while it is empty                 |
//! | closed | hands the value back   | hands out what is left, then `Closed`   |
//!
//! Closing is a flag, not a message, so a full queue cannot hold it up. It is final.
//!
//! Why no wake-up is lost: a waiter has looked at the state under the lock, and gives the
//! lock up in the same step in which it falls asleep. A thread that changes the state does so
//! under the lock and notifies afterwards. The two kinds of waiter have a condvar each, so
//! `notify_one` cannot wake a thread that waits for something else.

use std::collections::VecDeque;
use std::mem;

use super::deadline::{Deadline, wait_until};
use super::error::{TryRecvError, TrySendError};
use super::sync::{Condvar, Mutex, MutexGuard};

/// A first-in, first-out queue with room for `capacity` values, for any number of threads.
pub(crate) struct Queue<T> {
    /// Protects the values and the flag together: a value is accepted before the closing
    /// or refused after it, never in between.
    state: Mutex<State<T>>,
    /// "Something may have changed." Everybody waits here.
    changed: Condvar,
    capacity: usize,
}

struct State<T> {
    values: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub(crate) fn new(capacity: usize) -> Queue<T> {
        let state = State {
            values: VecDeque::new(),
            closed: false,
        };
        Queue {
            state: Mutex::new(state),
            changed: Condvar::new(),
            capacity,
        }
    }

    /// Adds `value` at the end, waiting for room until `deadline`.
    pub(crate) fn push(&self, mut value: T, deadline: Deadline) -> Result<(), TrySendError<T>> {
        let mut state = self.lock();
        loop {
            match state.push(value, self.capacity) {
                Err(TrySendError::Full(back)) => value = back,
                Err(closed) => return Err(closed),
                Ok(()) => break,
            }
            // Notified by `pop`, `try_pop` and `close`.
            match wait_until(&self.changed, state, deadline) {
                Some(guard) => state = guard,
                None => return Err(TrySendError::Full(value)),
            }
        }
        drop(state); // so that the thread we wake does not run into our lock
        self.changed.notify_all();
        Ok(())
    }

    pub(crate) fn try_push(&self, value: T) -> Result<(), TrySendError<T>> {
        self.lock().push(value, self.capacity)?;
        self.changed.notify_all();
        Ok(())
    }

    /// Takes the oldest value, waiting for one until `deadline`.
    pub(crate) fn pop(&self, deadline: Deadline) -> Result<T, TryRecvError> {
        let mut state = self.lock();
        let value = loop {
            match state.pop() {
                Err(TryRecvError::Empty) => {}
                Err(closed) => return Err(closed),
                Ok(value) => break value,
            }
            // Notified by `push`, `try_push` and `close`.
            match wait_until(&self.changed, state, deadline) {
                Some(guard) => state = guard,
                None => return Err(TryRecvError::Empty),
            }
        };
        drop(state);
        self.changed.notify_all();
        Ok(value)
    }

    pub(crate) fn try_pop(&self) -> Result<T, TryRecvError> {
        let value = self.lock().pop()?;
        self.changed.notify_all();
        Ok(value)
    }

    /// Refuses values from now on. Closing twice is closing once.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        // All, and of both kinds: everyone who waits has to hear of it.
        self.changed.notify_all();
    }

    /// Drops what is in the queue. For a closed queue that nobody will pop from again.
    pub(crate) fn clear(&self) {
        // Taken out under the lock, dropped after it: a value's destructor is foreign
        // code, and may well use this queue.
        let values = mem::take(&mut self.lock().values);
        drop(values);
    }

    /// Never poisoned: nothing that can panic, no value's own code, runs under the lock.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap()
    }
}

impl<T> State<T> {
    fn push(&mut self, value: T, capacity: usize) -> Result<(), TrySendError<T>> {
        if self.closed {
            return Err(TrySendError::Closed(value));
        }
        if self.values.len() == capacity {
            return Err(TrySendError::Full(value));
        }
        self.values.push_back(value);
        Ok(())
    }

    fn pop(&mut self) -> Result<T, TryRecvError> {
        // Values first, the flag second: what was accepted is handed out.
        match self.values.pop_front() {
            Some(value) => Ok(value),
            None if self.closed => Err(TryRecvError::Closed),
            None => Err(TryRecvError::Empty),
        }
    }
}
