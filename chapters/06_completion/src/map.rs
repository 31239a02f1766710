//! `map`: inputs in, outcomes out, in order.

use std::collections::VecDeque;

use super::completion::Completion;
use super::error::BuildError;
use super::feed::{Chunk, Feed, Outcomes};
use super::future::Outcome;
use super::submit::SubmitTask;
use super::unordered::Unordered;

/// What comes with `submit`: a function on many inputs.
pub trait Submit<'env>: SubmitTask<'env> + Sized {
    /// Runs `f` on every input and hands the outcomes out in the order of the inputs.
    /// Python 3.14: `map(f, inputs, buffersize=buffer)`; without `buffersize`, and in older
    /// versions always, Python's `map` takes the whole of the inputs before it returns.
    ///
    /// `buffer` is how many inputs may be taken whose outcomes you do not have yet: one is
    /// one task at a time; to keep all workers busy it takes a few more than there are
    /// workers. It bounds the memory too. See [`Map`] for the rest.
    ///
    /// # Errors
    ///
    /// [`BuildError::ZeroCapacity`] if `buffer` is zero: nothing would ever be taken.
    fn map<I, F, R>(
        &self,
        buffer: usize,
        inputs: I,
        f: F,
    ) -> Result<Map<'_, 'env, Self, I::IntoIter, F, R>, BuildError>
    where
        I: IntoIterator<Item: Send + 'env>,
        F: Fn(I::Item) -> R + Send + Sync + 'env,
        R: Send + 'env,
    {
        Feed::new(self, buffer, inputs, f).map(Map::new)
    }

    /// The same, with the outcomes in the order in which they come. A slow item no longer
    /// holds up those behind it. Python: `imap_unordered`. See [`Unordered`].
    ///
    /// # Errors
    ///
    /// [`BuildError::ZeroCapacity`] if `buffer` is zero.
    fn map_unordered<I, F, R>(
        &self,
        buffer: usize,
        inputs: I,
        f: F,
    ) -> Result<Unordered<'_, 'env, Self, I::IntoIter, F, R>, BuildError>
    where
        I: IntoIterator<Item: Send + 'env>,
        F: Fn(I::Item) -> R + Send + Sync + 'env,
        R: Send + 'env,
    {
        Feed::new(self, buffer, inputs, f).map(Unordered::new)
    }
}

impl<'env, P: SubmitTask<'env>> Submit<'env> for P {}

/// The outcomes of [`Submit::map`], in the order of the inputs.
///
/// Lazy: inputs are taken in `next` alone, on the thread that calls it, and there at most
/// `buffer` ahead of what was handed out. `next` takes them before it waits, so inputs that
/// come only after an outcome was seen need a `buffer` of one.
///
/// A panic is the outcome of its own item, and the iteration goes on behind it. (Python's
/// `map` ends there.)
///
/// A panic of the inputs themselves is their end. You get the outcomes of all that they had
/// brought, then `next` panics as they did, once, and then it is over.
///
/// `next` waits while the pool's queue is full. What the pool refuses runs right here, in
/// `next`: from inside a task of that pool, what the queue has no room for; after a
/// shutdown, all the rest. So whatever happens to the pool, the outcomes are those of
/// `inputs.map(f)`. From inside a task, mind what [`Future`](super::Future) says of a worker
/// that waits for its own pool: if all workers do, nobody is left to do the work.
///
/// Dropped, it takes no more inputs; what was submitted runs, and nobody sees it.
#[must_use = "it does nothing until it is asked for the next outcome"]
pub struct Map<'p, 'env, P, I, F, R>
where
    P: SubmitTask<'env>,
    I: Iterator,
    R: Send + 'env,
{
    feed: Feed<'p, P, I, F>,
    /// Submitted, the oldest in front.
    pending: VecDeque<Chunk<P::Future<Outcomes<R>>>>,
    /// What is left of the chunk that was in front before.
    ready: Outcomes<R>,
}

impl<'p, 'env, P, I, F, R> Map<'p, 'env, P, I, F, R>
where
    P: SubmitTask<'env>,
    I: Iterator,
    R: Send + 'env,
{
    pub(crate) fn new(feed: Feed<'p, P, I, F>) -> Self {
        Map {
            feed,
            pending: VecDeque::new(),
            ready: Outcomes::new(),
        }
    }

    /// Gives each task `items` inputs in the place of one (at most `buffer`, which still
    /// counts inputs): fewer tasks, so less to pay for them. It pays for small items only;
    /// the example `chunks` measures it. Python: `chunksize`.
    ///
    /// Each item keeps its own outcome, panics included. To have all workers busy, `buffer`
    /// has to hold a few chunks for each.
    ///
    /// # Panics
    ///
    /// If `items` is zero.
    pub fn chunks(mut self, items: usize) -> Self {
        self.feed.set_chunk(items);
        self
    }
}

impl<'env, P, I, F, R> Iterator for Map<'_, 'env, P, I, F, R>
where
    P: SubmitTask<'env>,
    I: Iterator<Item: Send + 'env>,
    F: Fn(I::Item) -> R + Send + Sync + 'env,
    R: Send + 'env,
{
    type Item = Outcome<R>;

    /// Takes inputs as far as the buffer goes, and waits for the next outcome.
    ///
    /// # Panics
    ///
    /// Where the inputs do, when that is what comes next.
    // ANCHOR: next
    fn next(&mut self) -> Option<Outcome<R>> {
        // One task in for what goes out, and more as long as there is nothing to hand out:
        // with a small queue, `submit` waits, and an outcome should not wait with it.
        while let Some(chunk) = self.feed.submit() {
            self.pending.push_back(chunk);
            if !self.ready.is_empty() || self.pending[0].future().done() {
                break;
            }
        }
        if self.ready.is_empty() {
            let Some(chunk) = self.pending.pop_front() else {
                self.feed.end();
                return None;
            };
            self.ready = chunk.outcomes();
        }
        self.feed.hand_out();
        self.ready.next()
    }
    // ANCHOR_END: next
}
