//! Inputs that fail: at a place of their own, at every try, and perhaps in their drop too.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::vec;

/// Brings its items, and then ends or panics.
pub struct Failing<T> {
    items: vec::IntoIter<T>,
    /// Behind the last item: `panic!("no next")`, each time it is asked.
    next_panics: bool,
    /// `panic!("no drop")`.
    drop_panics: bool,
}

impl<T> Failing<T> {
    /// Brings `items`.
    pub fn new(items: Vec<T>, next_panics: bool, drop_panics: bool) -> Failing<T> {
        Failing {
            items: items.into_iter(),
            next_panics,
            drop_panics,
        }
    }

    /// How a sequential iteration over it ends.
    pub fn end(next_panics: bool, drop_panics: bool) -> Option<Result<u32, String>> {
        let said = match (next_panics, drop_panics) {
            (true, _) => "no next", // the first panic is the one to hear of
            (false, true) => "no drop",
            (false, false) => return None,
        };
        Some(Err(said.to_owned()))
    }
}

impl<T> Iterator for Failing<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let item = self.items.next();
        assert!(item.is_some() || !self.next_panics, "no next");
        item
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<T> ExactSizeIterator for Failing<T> {}

impl<T> Drop for Failing<T> {
    fn drop(&mut self) {
        assert!(!self.drop_panics, "no drop");
    }
}

/// All that `outcomes` has to say, its own panics included, until it says `None` twice.
pub fn heard<E: Display>(
    mut outcomes: impl Iterator<Item = Result<u32, E>>,
) -> Vec<Result<u32, String>> {
    let mut heard = Vec::new();
    let mut ends = 0;
    while ends < 2 && heard.len() < 10_000 {
        match catch_unwind(AssertUnwindSafe(|| outcomes.next())) {
            Ok(Some(outcome)) => heard.push(outcome.map_err(|error| error.to_string())),
            Ok(None) => ends += 1,
            Err(payload) => {
                let said = payload.downcast_ref::<&str>().copied();
                heard.push(Err(said.unwrap_or("a panic without text").to_owned()));
            }
        }
    }
    heard
}
