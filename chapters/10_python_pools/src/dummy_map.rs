//! `map` and `starmap`: a list of inputs, and a list of outcomes.

use super::async_result::AsyncResult;
use super::dummy::{Outcomes, Pool, answer, get_here};
use super::error::Refused;
use super::share::Share;
use super::sync::Arc;

impl Pool {
    /// Runs `f` on every input and returns at once. The result is the list of all outcomes,
    /// in the order of the inputs. Python: `map_async(f, inputs, chunksize)`, whose list ends
    /// with the first error.
    ///
    /// The workers take the inputs themselves, `chunk` at a time ([`default_chunk`] if
    /// `None`), so `inputs` runs on them, one at a time, and never further ahead than they
    /// are. It may use this pool, and wait for it, if there is another worker: none is held up
    /// by the inputs but the one that takes from them. For that the map takes a place in the queue, waiting for room as `apply_async`
    /// does, and one more for each other worker, now or while it runs, for which nobody
    /// waits. If the input panics, that is the outcome of its item, and those behind it are
    /// lost.
    ///
    /// # Errors
    ///
    /// Closed; from inside a task of this pool also full. The task that comes back is the
    /// whole map.
    ///
    /// # Panics
    ///
    /// If `chunk` is zero.
    // ANCHOR: map_async
    pub fn map_async<I, F, R>(
        &self,
        inputs: I,
        chunk: Option<usize>,
        f: F,
    ) -> Result<AsyncResult<Outcomes<R>>, Refused<AsyncResult<Outcomes<R>>>>
    where
        I: IntoIterator<IntoIter: ExactSizeIterator + Send + 'static>,
        F: Fn(I::Item) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        let inputs = inputs.into_iter();
        let len = inputs.len();
        let chunk = chunk.unwrap_or_else(|| default_chunk(len, self.processes));
        assert!(chunk > 0, "a chunk has at least one item");
        let (promise, result) = AsyncResult::new();
        // Not more workers than chunks: one that is invited for nothing takes a place in vain.
        let workers = self.processes.min(len.div_ceil(chunk));
        let share = Arc::new(Share::new(
            (inputs, f),
            chunk,
            workers,
            promise,
            self.terminated.clone(),
            Arc::clone(&self.inner),
        ));
        let first = Arc::clone(&share);
        let mut result = answer(self.inner.submit(move || Share::work(&first)), result)?;
        // Accepted, so it will run, and it could do all. The others make it faster, and come when
        // there is room, now or with a later chunk. Counted, since one that finds another worker
        // at the input may be invited again.
        for _ in 1..workers {
            let Some(task) = Share::invite(&share) else {
                break;
            };
            result.push(task);
        }
        Ok(result)
    }
    // ANCHOR_END: map_async

    /// Runs `f` on every input and waits for all outcomes. Python: `map(f, inputs, chunksize)`.
    ///
    /// # Errors
    ///
    /// Closed.
    ///
    /// # Panics
    ///
    /// If `chunk` is zero.
    pub fn map<I, F, R>(
        &self,
        inputs: I,
        chunk: Option<usize>,
        f: F,
    ) -> Result<Outcomes<R>, Refused<AsyncResult<Outcomes<R>>>>
    where
        I: IntoIterator<IntoIter: ExactSizeIterator + Send + 'static>,
        F: Fn(I::Item) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        get_here(self.map_async(inputs, chunk, f))
    }

    /// [`map_async`](Pool::map_async) for a function of two arguments. Python:
    /// `starmap_async`. (For three there is `map`, with a closure that takes a tuple.)
    ///
    /// # Errors
    ///
    /// As `map_async`.
    pub fn starmap_async<I, F, A, B, R>(
        &self,
        inputs: I,
        chunk: Option<usize>,
        f: F,
    ) -> Result<AsyncResult<Outcomes<R>>, Refused<AsyncResult<Outcomes<R>>>>
    where
        I: IntoIterator<Item = (A, B), IntoIter: ExactSizeIterator + Send + 'static>,
        F: Fn(A, B) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        self.map_async(inputs, chunk, move |(a, b)| f(a, b))
    }

    /// [`map`](Pool::map) for a function of two arguments. Python: `starmap`.
    ///
    /// # Errors
    ///
    /// Closed.
    pub fn starmap<I, F, A, B, R>(
        &self,
        inputs: I,
        chunk: Option<usize>,
        f: F,
    ) -> Result<Outcomes<R>, Refused<AsyncResult<Outcomes<R>>>>
    where
        I: IntoIterator<Item = (A, B), IntoIter: ExactSizeIterator + Send + 'static>,
        F: Fn(A, B) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        get_here(self.starmap_async(inputs, chunk, f))
    }
}

/// How many items a task of a map gets if nobody says: four chunks for each worker, as in
/// Python. At least one, also for no items; and no workers are as good as one.
pub fn default_chunk(items: usize, processes: usize) -> usize {
    items.div_ceil(processes.max(1).saturating_mul(4)).max(1)
}
