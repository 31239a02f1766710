//! A queue that tells what is in it.

#![allow(
    missing_docs,
    reason = "the face of std's type, and its is the documentation"
)]

use std::collections;
use std::mem;
use std::ops::{Deref, RangeBounds};
use std::panic::Location;

use chapter13::execution::current;

/// std's. Of the values nothing is known, not even that they can be printed; but who has put
/// each of them in. It is told after each change: whoever makes one has the lock, or is alone.
///
/// It gives no `&mut` on std's away, so a change that is not told does not compile.
pub struct VecDeque<T> {
    values: collections::VecDeque<T>,
    /// Of each value, the thread.
    from: collections::VecDeque<usize>,
    /// `None`: it was made outside of an execution, and nobody is told.
    number: Option<usize>,
}

/// The calling thread. Outside of an execution it does not matter.
fn me() -> usize {
    current().map_or(0, |(_, me)| me)
}

impl<T> VecDeque<T> {
    #[track_caller]
    pub fn new() -> VecDeque<T> {
        let at = Location::caller();
        VecDeque {
            values: collections::VecDeque::new(),
            from: collections::VecDeque::new(),
            number: current()
                .map(|(execution, me)| execution.silently(|world| world.queue(me, at))),
        }
    }

    pub fn push_back(&mut self, value: T) {
        self.values.push_back(value);
        self.from.push_back(me());
        self.tell();
    }

    pub fn pop_front(&mut self) -> Option<T> {
        let value = self.values.pop_front()?;
        self.from.pop_front();
        self.tell();
        Some(value)
    }

    pub fn drain<R>(&mut self, range: R) -> collections::vec_deque::IntoIter<T>
    where
        R: RangeBounds<usize> + Clone,
    {
        let taken: collections::VecDeque<T> = self.values.drain(range.clone()).collect();
        self.from.drain(range);
        self.tell();
        taken.into_iter()
    }

    fn tell(&self) {
        self.say(Some(self.from.iter().copied().collect()));
    }

    fn say(&self, from: Option<Vec<usize>>) {
        if let (Some((execution, _)), Some(number)) = (current(), self.number) {
            execution.silently(|world| world.contains(number, from));
        }
    }
}

impl<T> Drop for VecDeque<T> {
    fn drop(&mut self) {
        self.say(None);
    }
}

impl<T> Deref for VecDeque<T> {
    type Target = collections::VecDeque<T>;

    fn deref(&self) -> &collections::VecDeque<T> {
        &self.values
    }
}

impl<T> Default for VecDeque<T> {
    #[track_caller]
    fn default() -> VecDeque<T> {
        VecDeque::new()
    }
}

impl<T> Extend<T> for VecDeque<T> {
    fn extend<V: IntoIterator<Item = T>>(&mut self, values: V) {
        for value in values {
            self.push_back(value);
        }
    }
}

impl<T> FromIterator<T> for VecDeque<T> {
    #[track_caller]
    fn from_iter<V: IntoIterator<Item = T>>(values: V) -> VecDeque<T> {
        let mut all = VecDeque::new();
        all.extend(values);
        all
    }
}

impl<T, const N: usize> From<[T; N]> for VecDeque<T> {
    #[track_caller]
    fn from(values: [T; N]) -> VecDeque<T> {
        values.into_iter().collect()
    }
}

impl<T> IntoIterator for VecDeque<T> {
    type Item = T;
    type IntoIter = collections::vec_deque::IntoIter<T>;

    fn into_iter(mut self) -> Self::IntoIter {
        mem::take(&mut self.values).into_iter()
    }
}
