// Rejected by: model who_gives_up_wakes_the_next
//! Who gives up passes nothing on. It looked like one on its way, so nobody else was woken.
//!
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
//!
//! Whenever the lock is free: if there is a value and somebody sleeps in `pop`, then one of those
//! is awake and about to look; the same for room and `push`. That is all that a notify is for,
//! so the others are saved ([`sleepers`](super::sleepers)).

use std::collections::VecDeque;
use std::mem;

use super::deadline::{Deadline, wait_until};
use super::error::{TryRecvError, TrySendError};
use super::sleepers::Sleepers;
use super::sync::{Condvar, Mutex, MutexGuard};

/// A first-in, first-out queue with room for `capacity` values, for any number of threads.
pub(crate) struct Queue<T> {
    /// Protects the values and the flag together: a value is accepted before the closing
    /// or refused after it, never in between.
    state: Mutex<State<T>>,
    /// "There may be a value, or no more will come." `pop` waits here. Who leaves a value
    /// behind notifies one, the closing all.
    not_empty: Condvar,
    /// "There may be room, or it no longer matters." `push` waits here. Who leaves room
    /// behind notifies one, the closing all.
    not_full: Condvar,
    capacity: usize,
}

struct State<T> {
    values: VecDeque<T>,
    closed: bool,
    /// Those in `pop`, at `not_empty`.
    poppers: Sleepers,
    /// Those in `push`, at `not_full`.
    pushers: Sleepers,
}

impl<T> Queue<T> {
    pub(crate) fn new(capacity: usize) -> Queue<T> {
        let state = State {
            values: VecDeque::new(),
            closed: false,
            poppers: Sleepers::default(),
            pushers: Sleepers::default(),
        };
        Queue {
            state: Mutex::new(state),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            capacity,
        }
    }

    // ANCHOR: push
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
            match self.sleep(&self.not_full, |s| &mut s.pushers, state, deadline) {
                Some(guard) => state = guard,
                None => return Err(TrySendError::Full(value)),
            }
        }
        self.unlock(state);
        Ok(())
    }
    // ANCHOR_END: push

    pub(crate) fn try_push(&self, value: T) -> Result<(), TrySendError<T>> {
        let mut state = self.lock();
        state.push(value, self.capacity)?;
        self.unlock(state);
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
            match self.sleep(&self.not_empty, |s| &mut s.poppers, state, deadline) {
                Some(guard) => state = guard,
                None => return Err(TryRecvError::Empty),
            }
        };
        self.unlock(state);
        Ok(value)
    }

    pub(crate) fn try_pop(&self) -> Result<T, TryRecvError> {
        let mut state = self.lock();
        let value = state.pop()?;
        self.unlock(state);
        Ok(value)
    }

    /// Refuses values from now on. Closing twice is closing once.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        // All, and of both kinds: everyone who waits has to hear of it.
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }

    /// Drops what is in the queue. For a closed queue that nobody will pop from again.
    pub(crate) fn clear(&self) {
        // Taken out under the lock, dropped after it: a value's destructor is foreign
        // code, and may well use this queue.
        let values = mem::take(&mut self.lock().values);
        drop(values);
    }

    // ANCHOR: unlock
    /// After each change: gives the lock back, and wakes one of each kind that can go on now.
    fn unlock(&self, mut state: MutexGuard<'_, State<T>>) {
        let value = !state.values.is_empty() && state.poppers.wake_one();
        let room = state.values.len() < self.capacity && state.pushers.wake_one();
        drop(state); // so that the thread we wake does not run into our lock
        if value {
            self.not_empty.notify_one();
        }
        if room {
            self.not_full.notify_one();
        }
    }
    // ANCHOR_END: unlock

    // ANCHOR: sleep
    /// Waits at `condvar`, as one of `kind`. `None`: the deadline has passed.
    fn sleep<'a>(
        &'a self,
        condvar: &Condvar,
        kind: fn(&mut State<T>) -> &mut Sleepers,
        mut state: MutexGuard<'a, State<T>>,
        deadline: Deadline,
    ) -> Option<MutexGuard<'a, State<T>>> {
        kind(&mut state).falls_asleep();
        let woken = wait_until(condvar, state, deadline);
        let in_time = woken.is_some();
        let mut state = woken.unwrap_or_else(|| self.lock());
        kind(&mut state).comes_back();
        if in_time {
            return Some(state);
        }
        None
    }
    // ANCHOR_END: sleep

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
