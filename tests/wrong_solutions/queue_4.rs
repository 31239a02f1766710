// Rejected by: model a_sender_waits_for_room
//! Looks again every millisecond in the place of being told. On a desk it passes every plain
//! test; a waiter is late each time, and burns a core for nothing. loom has no time that
//! passes by itself: there it waits for ever.

use std::collections::VecDeque;
use std::mem;

use super::deadline::{Deadline, after, wait_until};
use super::error::{TryRecvError, TrySendError};
use super::sync::{Condvar, Mutex, MutexGuard};
use super::time::{Duration, Instant};

/// A first-in, first-out queue with room for `capacity` values, for any number of threads.
pub(crate) struct Queue<T> {
    /// Protects the values and the flag together: a value is accepted before the closing
    /// or refused after it, never in between.
    state: Mutex<State<T>>,
    /// "There may be a value, or no more will come." `pop` waits here. Each value pushed
    /// notifies one, the closing all.
    not_empty: Condvar,
    /// "There may be room, or it no longer matters." `push` waits here. Each value popped
    /// notifies one, the closing all.
    not_full: Condvar,
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
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
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
            if is_over(deadline) {
                return Err(TrySendError::Full(value));
            }
            state = match wait_until(&self.not_full, state, a_little_later()) {
                Some(guard) => guard,
                None => self.lock(),
            };
        }
        Ok(())
    }

    pub(crate) fn try_push(&self, value: T) -> Result<(), TrySendError<T>> {
        self.lock().push(value, self.capacity)?;
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
            if is_over(deadline) {
                return Err(TryRecvError::Empty);
            }
            state = match wait_until(&self.not_empty, state, a_little_later()) {
                Some(guard) => guard,
                None => self.lock(),
            };
        };
        Ok(value)
    }

    pub(crate) fn try_pop(&self) -> Result<T, TryRecvError> {
        self.lock().pop()
    }

    /// Refuses values from now on. Closing twice is closing once.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
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

fn a_little_later() -> Deadline {
    after(Duration::from_millis(1))
}

fn is_over(deadline: Deadline) -> bool {
    deadline.is_some_and(|deadline| deadline <= Instant::now())
}
