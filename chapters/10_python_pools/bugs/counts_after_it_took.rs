//! Many workers, one input: each takes its next chunk itself.
//!
//! Python cuts the whole input into chunks before `map_async` returns, and queues them all.
//! Here the queue gets one [`Puller`] for each worker, however long the input is. A puller
//! takes a chunk from the input, runs it, and comes back for the next. So there are never
//! more inputs in memory than one chunk for each worker.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::TaskError;
use crate::outcome::{Outcome, Promise};
use crate::progress::Progress;
use crate::sync::{Arc, Mutex};
use crate::token::CancelToken;

/// The input of a map, what to do with it, and how far that is.
pub(crate) struct Share<I, F, R> {
    /// Protects the input and the number of its next chunk: one worker at a time takes from
    /// it. The input's own code runs under it, and its panics are caught under it.
    input: Mutex<(I, usize)>,
    f: F,
    chunk: usize,
    progress: Progress<R>,
    terminated: CancelToken,
}

/// A worker's task in a map. Whether it has run or was dropped: if the pool is terminated, it
/// closes the map, so nobody waits for what will never run.
pub(crate) struct Puller<I, F, R>(Arc<Share<I, F, R>>);

struct Chunk<T> {
    number: usize,
    items: Vec<T>,
    /// The input panicked after these.
    error: Option<TaskError>,
}

impl<I, F, R> Share<I, F, R>
where
    I: ExactSizeIterator,
    F: Fn(I::Item) -> R,
{
    pub(crate) fn new(
        input: I,
        f: F,
        chunk: usize,
        promise: Promise<Vec<Outcome<R>>>,
        terminated: CancelToken,
    ) -> Arc<Share<I, F, R>> {
        let progress = Progress::new(input.len(), promise);
        Arc::new(Share {
            input: Mutex::new((input, 0)),
            f,
            chunk,
            progress,
            terminated,
        })
    }

    pub(crate) fn puller(share: &Arc<Self>) -> Puller<I, F, R> {
        Puller(Arc::clone(share))
    }

    /// Takes the next chunk. It may be empty; `None`: there is no other.
    fn pull(&self) -> Option<Chunk<I::Item>> {
        let mut input = self.input.lock().unwrap();
        let (inputs, number) = &mut *input;
        let mut chunk = Chunk {
            number: *number,
            items: Vec::new(),
            error: None,
        };
        *number += 1;
        while chunk.items.len() < self.chunk {
            // `AssertUnwindSafe`: after a panic the input is not asked again.
            match catch_unwind(AssertUnwindSafe(|| inputs.next())) {
                Ok(Some(item)) => chunk.items.push(item),
                Ok(None) => break,
                Err(payload) => {
                    chunk.error = Some(TaskError::Panicked(payload));
                    break;
                }
            }
        }
        if chunk.items.len() < self.chunk {
            // Under the input's lock, so nobody asks an input that has ended.
            self.progress.close(|| TaskError::Lost);
        }
        drop(input);
        self.progress.begin().then_some(chunk)
    }

    fn run(&self, chunk: Chunk<I::Item>) {
        let items = chunk.items.into_iter();
        let mut outcomes: Vec<_> = items.map(|item| self.call(item)).collect();
        outcomes.extend(chunk.error.map(Err));
        self.progress.end(chunk.number, outcomes);
    }

    /// Each item has its own outcome: one that panics takes nothing from its neighbours.
    /// `AssertUnwindSafe`: as in chapter 3, nothing of ours is left half-changed.
    fn call(&self, item: I::Item) -> Outcome<R> {
        let called = catch_unwind(AssertUnwindSafe(move || {
            if self.terminated.is_cancelled() {
                return Err(TaskError::Cancelled); // and the item is dropped in here
            }
            Ok((self.f)(item))
        }));
        called.unwrap_or_else(|payload| Err(TaskError::Panicked(payload)))
    }
}

impl<I, F, R> Puller<I, F, R>
where
    I: ExactSizeIterator,
    F: Fn(I::Item) -> R,
{
    /// Takes chunks and runs them, until there are no more or the pool is terminated.
    pub(crate) fn run(self) {
        while !self.0.terminated.is_cancelled() {
            let Some(chunk) = self.0.pull() else {
                return;
            };
            self.0.run(chunk);
        }
    }
}

impl<I, F, R> Drop for Puller<I, F, R> {
    fn drop(&mut self) {
        if self.0.terminated.is_cancelled() {
            self.0.progress.close(|| TaskError::Cancelled);
        }
    }
}
