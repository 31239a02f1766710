//! Values in a row, and each of them goes by itself.
//!
//! Inputs and outcomes are not ours, and their destructors may panic. A `Vec` goes on with the
//! rest of its values then; but the second panic comes while the first unwinds, and that aborts
//! the process. Here each panic ends with its value.

use std::collections::VecDeque;

use super::panics;

/// What a chunk consists of: its inputs, or their outcomes. Taken from the front.
pub struct List<T>(VecDeque<T>);

impl<T> List<T> {
    /// Nothing yet.
    pub fn new() -> List<T> {
        List(VecDeque::new())
    }

    /// One more, at the end.
    pub fn push(&mut self, value: T) {
        self.0.push_back(value);
    }

    /// How many are left.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Is none left?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Iterator for List<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.pop_front()
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<V: IntoIterator<Item = T>>(values: V) -> List<T> {
        let mut list = List::new();
        values.into_iter().for_each(|value| list.push(value));
        list
    }
}

impl<T> Drop for List<T> {
    fn drop(&mut self) {
        for value in self {
            panics::contain(|| drop(value));
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> List<T> {
        List::new()
    }
}
