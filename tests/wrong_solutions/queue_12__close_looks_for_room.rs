// Rejected by: model one_place_and_the_end
//! The closing wakes the producers only if there is no room. Two wait, one place has got free, and one
//! of them sleeps on.
//!
//! A bounded queue with two ends, and a lock for each.
//!
//! Chapter 4's queue has one lock, which everybody wants. Here the producers put values in at the
//! back and the workers take them out at the front, and mostly they do not meet.
//!
//! |                    | the front              | the back                                    |
//! |--------------------|------------------------|---------------------------------------------|
//! | holds              | the oldest values      | the newest                                  |
//! | who comes there    | workers                | producers; a worker, if the front is empty  |
//! | who sleeps there   | producers, for room    | workers, for a value                        |
//! | they are woken by  | one that takes a value | one that puts one in                        |
//!
//! A worker that finds the front empty takes the back, whole: the two deques change places. So
//! the order is that of one queue, and no value is ever in the hands of one worker alone.
//!
//! **Everyone sleeps where what they wait for comes from.** A producer has looked under both locks,
//! and sleeps at the front; nobody takes a value without that lock. A worker has looked under
//! both, and sleeps at the back; nobody puts a value in without that one. So no wake-up is lost.
//! Both locks are always taken in the same order, front first.
//!
//! **Whenever the locks are free: if there is a value and a worker sleeps, one of the workers is
//! awake and about to look; if there is room and a producer sleeps, the same.** One that takes,
//! with only the front lock, makes room, and looks after the producers. One that puts in looks
//! after the workers. And one that comes back passes the wake-up on (chapter 4's sleepers).

use std::collections::VecDeque;
use std::mem;
use std::ops::Range;

use super::error::TrySendError;
use super::patience::Patience;
use super::sleepers::Sleepers;
use super::sync::{Condvar, Mutex, MutexGuard};

/// A first-in, first-out queue with room for `capacity` values, for any number of threads.
pub struct Queue<T> {
    front: Line<Front<T>>,
    back: Line<Back<T>>,
    capacity: usize,
    patience: Patience,
}

/// On a cache line of its own (two: processors fetch them in pairs). Else a worker that takes
/// the front's lock would take the line with the back's lock away from a producer.
#[repr(align(128))]
struct Line<T> {
    lock: Mutex<T>,
    /// At the front: "there may be room, or it no longer matters." At the back: "there may be
    /// a value, or no more will come."
    bell: Condvar,
}

struct Front<T> {
    values: VecDeque<T>,
    producers: Sleepers,
}

struct Back<T> {
    values: VecDeque<T>,
    /// At least as many as are in front of these. Exact when the two change places; from then on
    /// workers take some away, and nobody tells. A producer asks only if it seems to be full.
    ahead: usize,
    closed: bool,
    workers: Sleepers,
}

impl<T> Queue<T> {
    /// An open, empty queue.
    pub fn new(capacity: usize) -> Queue<T> {
        Queue {
            front: Line::new(Front {
                values: VecDeque::new(),
                producers: Sleepers::default(),
            }),
            back: Line::new(Back {
                values: VecDeque::new(),
                ahead: 0,
                closed: false,
                workers: Sleepers::default(),
            }),
            capacity,
            patience: Patience::default(),
        }
    }

    /// Adds `value` at the end. While the queue is full it waits for room, if it is to `wait`.
    ///
    /// # Errors
    ///
    /// `Closed(value)` if the queue is closed, or closes while we wait. `Full(value)` if we do not.
    pub fn push(&self, value: T, wait: bool) -> Result<(), TrySendError<T>> {
        match self.back_with_room(wait) {
            Err(refused) => Err(refused.map(|()| value)),
            Ok(mut back) => {
                back.values.push_back(value);
                self.added(back);
                Ok(())
            }
        }
    }

    /// Adds all `values` at the end, as many at once as there is room for. Other producers' may
    /// come in between.
    ///
    /// # Errors
    ///
    /// As [`push`](Queue::push). What was not accepted is still in `values`.
    pub fn push_all(&self, values: &mut VecDeque<T>, wait: bool) -> Result<(), TrySendError<()>> {
        while !values.is_empty() {
            let mut back = self.back_with_room(wait)?;
            let fit = values.len().min(self.room(&back));
            back.values.extend(values.drain(..fit));
            self.added(back);
        }
        Ok(())
    }

    /// Takes the oldest value; waits while the queue is open and empty. `None` means closed and
    /// empty: no value will ever come.
    pub fn pop(&self) -> Option<T> {
        let mut front = self.front.lock();
        // The quick way: one lock. Not after a sleep, when there is a wake-up to pass on.
        if let Some(value) = front.values.pop_front() {
            self.took(front);
            return Some(value);
        }
        let mut found = self.take(front, false);
        let mut looks = None;
        loop {
            match found {
                Ok(value) => return Some(value),
                Err(back) if back.closed => return None,
                Err(back) => self.sleep(back, &mut looks),
            }
            found = self.take(self.front.lock(), true);
        }
    }

    // ANCHOR: sleep
    /// A worker has found nothing. One that has none of its looks left sleeps at the back. Of the
    /// others one only dozes: it counts as a sleeper that was notified, so nobody else need be.
    fn sleep(&self, mut back: MutexGuard<'_, Back<T>>, looks: &mut Option<Range<usize>>) {
        back.workers.falls_asleep();
        match looks.get_or_insert_with(|| self.patience.looks()).next() {
            Some(look) if back.workers.wake_one() => {
                drop(back);
                self.patience.pause(look);
            }
            // Notified by `added`, by another worker that leaves a value behind, and by `close`.
            // The lock only to give it back: the front's comes before it.
            _ => drop(self.back.bell.wait(back).unwrap()),
        }
    }
    // ANCHOR_END: sleep

    /// Takes the oldest value if there is one now.
    pub fn try_pop(&self) -> Option<T> {
        self.take(self.front.lock(), false).ok()
    }

    /// Refuses values from now on. Closing twice is closing once.
    pub fn close(&self) {
        // Both locks: a producer that has looked, and is about to sleep, has the front's.
        let front = self.front.lock();
        let mut back = self.back.lock();
        back.closed = true;
        let full = front.values.len() + back.values.len() == self.capacity;
        drop((front, back));
        self.back.bell.notify_all();
        if full {
            self.front.bell.notify_all(); // who sleeps there has found no room
        }
    }

    /// The back's lock, and there is room.
    fn back_with_room(&self, wait: bool) -> Result<MutexGuard<'_, Back<T>>, TrySendError<()>> {
        let back = self.back.lock();
        if back.closed {
            return Err(TrySendError::Closed(()));
        }
        if self.room(&back) > 0 {
            return Ok(back);
        }
        drop(back); // it seems to be full; the front knows, and its lock comes first
        let mut front = self.front.lock();
        loop {
            let mut back = self.back.lock();
            back.ahead = front.values.len();
            match self.room(&back) {
                _ if back.closed => return Err(TrySendError::Closed(())),
                0 if !wait => return Err(TrySendError::Full(())),
                0 => drop(back),
                room => {
                    // For another one, too: the wake-up is passed on.
                    if room > 1 && front.producers.wake_one() {
                        self.front.bell.notify_one();
                    }
                    return Ok(back);
                }
            }
            front.producers.falls_asleep();
            // Notified by `took`, by a producer that leaves room behind, and by `close`.
            front = self.front.bell.wait(front).unwrap();
            front.producers.comes_back();
        }
    }

    /// As far as one can see from the back; there may be more.
    fn room(&self, back: &Back<T>) -> usize {
        self.capacity - back.ahead - back.values.len()
    }

    /// There are values more: wakes a worker, if one sleeps.
    fn added(&self, mut back: MutexGuard<'_, Back<T>>) {
        let wake = back.workers.wake_one();
        drop(back); // so that the thread we wake does not run into our lock
        if wake {
            self.back.bell.notify_one();
        }
    }

    /// There is a place more: wakes a producer, if one sleeps.
    fn took(&self, mut front: MutexGuard<'_, Front<T>>) {
        let wake = front.producers.wake_one();
        drop(front);
        if wake {
            self.front.bell.notify_one();
        }
    }

    /// With both locks: the oldest value; or the back's lock, and there is none. `slept`: the
    /// worker comes back from there.
    fn take(
        &self,
        mut front: MutexGuard<'_, Front<T>>,
        slept: bool,
    ) -> Result<T, MutexGuard<'_, Back<T>>> {
        let mut back = self.back.lock();
        if slept {
            back.workers.comes_back();
        }
        if front.values.is_empty() {
            mem::swap(&mut front.values, &mut back.values);
            back.ahead = front.values.len();
        }
        let Some(value) = front.values.pop_front() else {
            return Err(back);
        };
        let more = !front.values.is_empty() || !back.values.is_empty();
        let wake = more && back.workers.wake_one();
        drop(back);
        self.took(front);
        if wake {
            self.back.bell.notify_one();
        }
        Ok(value)
    }
}

impl<T> Line<T> {
    fn new(side: T) -> Line<T> {
        Line {
            lock: Mutex::new(side),
            bell: Condvar::new(),
        }
    }

    /// Never poisoned: nothing that can panic, no value's own code, runs under the lock.
    fn lock(&self) -> MutexGuard<'_, T> {
        self.lock.lock().unwrap()
    }
}
