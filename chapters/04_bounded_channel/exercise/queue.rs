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

#![allow(unused)] // until the last step is done

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
        // Step 1: the ones that never wait. Look, change, and then wake whom it concerns.
        todo!("step 1")
    }

    /// Adds `value` at the end, waiting for room until `deadline`.
    pub(crate) fn push(&self, mut value: T, deadline: Deadline) -> Result<(), TrySendError<T>> {
        // Step 3: the mirror image; and a value that found no room is not lost.
        todo!("step 3")
    }

    pub(crate) fn try_push(&self, value: T) -> Result<(), TrySendError<T>> {
        // Step 1: the ones that never wait. Look, change, and then wake whom it concerns.
        todo!("step 1")
    }

    /// Takes the oldest value, waiting for one until `deadline`.
    pub(crate) fn pop(&self, deadline: Deadline) -> Result<T, TryRecvError> {
        // Step 2: wait until there is a value, until it is closed, or until the deadline.
        // `wait_until` gives the lock up while it waits.
        todo!("step 2")
    }

    pub(crate) fn try_pop(&self) -> Result<T, TryRecvError> {
        // Step 1: the ones that never wait. Look, change, and then wake whom it concerns.
        todo!("step 1")
    }

    /// Refuses values from now on. Closing twice is closing once.
    pub(crate) fn close(&self) {
        // Step 4: everyone who waits has to hear of it; and a value's destructor is foreign
        // code.
        todo!("step 4")
    }

    /// Drops what is in the queue. For a closed queue that nobody will pop from again.
    pub(crate) fn clear(&self) {
        // Step 4: everyone who waits has to hear of it; and a value's destructor is foreign
        // code.
        todo!("step 4")
    }

    /// Never poisoned: nothing that can panic, no value's own code, runs under the lock.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap()
    }
}

impl<T> State<T> {
    fn push(&mut self, value: T, capacity: usize) -> Result<(), TrySendError<T>> {
        // Step 1: the ones that never wait. Look, change, and then wake whom it concerns.
        todo!("step 1")
    }

    fn pop(&mut self) -> Result<T, TryRecvError> {
        // Step 1: the ones that never wait. Look, change, and then wake whom it concerns.
        todo!("step 1")
    }
}
