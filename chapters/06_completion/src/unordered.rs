//! `map_unordered`: inputs in, outcomes out, as they come.

use std::collections::BTreeMap;

use super::arrivals::Arrivals;
use super::feed::{Chunk, Feed, Outcomes};
use super::future::Outcome;
use super::submit::SubmitTask;

/// The outcomes of [`Submit::map_unordered`](super::Submit::map_unordered), in the order in which the tasks complete.
///
/// In all else it is as lazy, as bounded and as hard to lose from as [`Map`](super::map::Map).
/// An `f` that returns its input too tells which outcome belongs to which.
#[must_use = "it does nothing until it is asked for the next outcome"]
pub struct Unordered<'p, 'env, P, I, F, R>
where
    P: SubmitTask<'env>,
    I: Iterator,
    R: Send + 'env,
{
    feed: Feed<'p, P, I, F>,
    /// Submitted and not taken, by number.
    running: BTreeMap<usize, Chunk<P::Future<Outcomes<R>>>>,
    /// The number of the next task.
    number: usize,
    /// The numbers of those that are done. Room for `buffer`: each task has at least one
    /// input, so there are never more.
    arrivals: Arrivals,
    /// What is left of the chunk that completed before.
    ready: Outcomes<R>,
}

impl<'p, 'env, P, I, F, R> Unordered<'p, 'env, P, I, F, R>
where
    P: SubmitTask<'env>,
    I: Iterator,
    R: Send + 'env,
{
    pub(crate) fn new(feed: Feed<'p, P, I, F>) -> Self {
        Unordered {
            arrivals: Arrivals::new(feed.buffer().saturating_add(1)),
            feed,
            running: BTreeMap::new(),
            number: 0,
            ready: Outcomes::new(),
        }
    }

    /// Gives each task `items` inputs in the place of one. The outcomes of one task come
    /// one after the other. See [`Map::chunks`](super::map::Map::chunks).
    ///
    /// # Panics
    ///
    /// If `items` is zero.
    pub fn chunks(mut self, items: usize) -> Self {
        self.feed.set_chunk(items);
        self
    }

    fn take(&mut self, number: usize) {
        let chunk = self.running.remove(&number);
        self.ready = chunk.expect("a task completes once").outcomes();
    }
}

impl<'env, P, I, F, R> Iterator for Unordered<'_, 'env, P, I, F, R>
where
    P: SubmitTask<'env>,
    I: Iterator<Item: Send + 'env>,
    F: Fn(I::Item) -> R + Send + Sync + 'env,
    R: Send + 'env,
{
    type Item = Outcome<R>;

    /// Takes inputs as far as the buffer goes, and waits for any outcome.
    ///
    /// # Panics
    ///
    /// If the inputs did, once all their outcomes have come.
    // ANCHOR: next
    fn next(&mut self) -> Option<Outcome<R>> {
        // As in `Map`: one in for what goes out, more while there is nothing to hand out.
        while let Some(chunk) = self.feed.submit() {
            self.arrivals.tell(chunk.future(), self.number);
            self.running.insert(self.number, chunk);
            self.number += 1;
            if !self.ready.is_empty() {
                break;
            }
            if let Some(number) = self.arrivals.look() {
                self.take(number);
                break;
            }
        }
        if self.ready.is_empty() {
            if self.running.is_empty() {
                self.feed.end();
                return None;
            }
            let pending = self.running.values().map(Chunk::future);
            let number = self.arrivals.next(None, pending);
            self.take(number.expect("without a deadline nobody gives up"));
        }
        self.feed.hand_out();
        self.ready.next()
    }
    // ANCHOR_END: next
}
