//! `map_unordered`: inputs in, outcomes out, as they come.

use std::collections::BTreeMap;
use std::vec;

use super::channel::{Receiver, Sender, channel};
use super::completion::{Completion, tell};
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
    told: Sender<usize>,
    completed: Receiver<usize>,
    /// What is left of the chunk that completed before.
    ready: vec::IntoIter<Outcome<R>>,
}

impl<'p, 'env, P, I, F, R> Unordered<'p, 'env, P, I, F, R>
where
    P: SubmitTask<'env>,
    I: Iterator,
    R: Send + 'env,
{
    pub(crate) fn new(feed: Feed<'p, P, I, F>) -> Self {
        let (told, completed) = channel(feed.buffer());
        Unordered {
            feed,
            running: BTreeMap::new(),
            number: 0,
            told,
            completed,
            ready: Vec::new().into_iter(),
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
    fn next(&mut self) -> Option<Outcome<R>> {
        // As in `Map`: one in for what goes out, more while there is nothing to hand out.
        while let Some(chunk) = self.feed.submit() {
            tell(chunk.future(), self.number, &self.told);
            self.running.insert(self.number, chunk);
            self.number += 1;
            if self.ready.len() > 0 {
                break;
            }
            if let Ok(number) = self.completed.try_recv() {
                self.take(number);
                break;
            }
        }
        if self.ready.len() == 0 {
            if self.running.is_empty() {
                return None;
            }
            let number = self.completed.try_recv().ok().or_else(|| {
                // On a worker the oldest may be waiting for this very thread. Now we run it, or
                // somebody does: one completes.
                let oldest = self.running.values().next();
                oldest.inspect(|chunk| chunk.future().help());
                self.completed.recv()
            });
            self.take(number.expect("we hold a sender ourselves"));
        }
        self.feed.hand_out();
        self.ready.next()
    }
}
