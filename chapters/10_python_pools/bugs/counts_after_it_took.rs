//! Many workers, one input: each takes its next chunk itself.
//!
//! Python cuts the whole input into chunks before `map_async` returns, and queues them all.
//! Here the queue gets one task for each worker, however long the input is. It takes a chunk
//! from the input, runs it, and comes back for the next. So there are never more inputs in
//! memory than one chunk for each worker.
//!
//! The tasks hold the share, and nobody else does. When the last of them has ended, or was
//! dropped by `terminate`, it goes, and with it the progress, which settles what is left.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::TaskError;
use crate::outcome::{Outcome, Promise};
use crate::progress::Progress;
use crate::sync::Mutex;
use crate::token::CancelToken;

/// The input of a map, what to do with it, and how far that is. The fields go in their order:
/// what the map captured is gone before its progress says that it is over.
pub(crate) struct Share<I, F, R> {
    /// Protects the input and the number of its next chunk: one worker at a time takes from
    /// it. The input's own code runs under it, and its panics are caught under it.
    input: Mutex<(I, usize)>,
    f: F,
    chunk: usize,
    progress: Progress<R>,
    terminated: CancelToken,
}

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
    ) -> Share<I, F, R> {
        let progress = Progress::new(input.len(), promise, terminated.clone());
        Share {
            input: Mutex::new((input, 0)),
            f,
            chunk,
            progress,
            terminated,
        }
    }

    /// A worker's task: takes chunks and runs them, until there are no more or the pool is
    /// terminated.
    pub(crate) fn work(&self) {
        while !self.terminated.is_cancelled() {
            let Some(chunk) = self.pull() else {
                return;
            };
            self.run(chunk);
        }
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
            self.progress.close();
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
