//! From inputs to tasks: a chunk at a time, and never too far ahead.

use super::completion::Completion;
use super::error::{BuildError, TaskError};
use super::future::Outcome;
use super::inputs::Inputs;
use super::list::List;
use super::panics;
use super::submit::SubmitTask;
use super::sync::Arc;

/// What `map` and `map_unordered` have in common: all but the order.
pub(crate) struct Feed<'p, P, I: Iterator, F> {
    pool: &'p P,
    inputs: Inputs<I>,
    f: Arc<F>,
    buffer: usize,
    /// How many inputs one task gets. At most `buffer`.
    chunk: usize,
    /// How many inputs were taken whose outcomes the caller has not. At most `buffer`.
    ahead: usize,
}

/// What becomes of the inputs of one task, each on its own.
pub(crate) type Outcomes<R> = List<Outcome<R>>;

/// A task that was submitted, and how many inputs it got.
pub(crate) struct Chunk<C> {
    future: C,
    len: usize,
}

impl<'p, 'env, P, I, F, R> Feed<'p, P, I, F>
where
    P: SubmitTask<'env>,
    I: Iterator<Item: Send + 'env>,
    F: Fn(I::Item) -> R + Send + Sync + 'env,
    R: Send + 'env,
{
    pub(crate) fn new(
        pool: &'p P,
        buffer: usize,
        inputs: impl IntoIterator<IntoIter = I, Item = I::Item>,
        f: F,
    ) -> Result<Feed<'p, P, I, F>, BuildError> {
        if buffer == 0 {
            return Err(BuildError::ZeroCapacity);
        }
        Ok(Feed {
            pool,
            inputs: Inputs::new(inputs.into_iter()),
            f: Arc::new(f),
            buffer,
            chunk: 1,
            ahead: 0,
        })
    }

    // ANCHOR: submit
    /// Takes the next inputs and submits them as one task, if there are any and if that
    /// does not get us too far ahead.
    pub(crate) fn submit(&mut self) -> Option<Chunk<P::Future<Outcomes<R>>>> {
        // Looked at before an input is taken, since none can be put back. Full chunks
        // only: a smaller one for each place that gets free would be no chunks at all.
        if self.buffer - self.ahead < self.chunk {
            return None;
        }
        let inputs: List<_> = self.inputs.by_ref().take(self.chunk).collect();
        let len = inputs.len();
        if len == 0 {
            return None;
        }
        self.ahead += len;
        let f = Arc::clone(&self.f);
        let task = move || inputs.map(|input| run(&*f, input)).collect();
        let future = self.pool.submit(task).unwrap_or_else(|refused| {
            // No room, or no pool any more: the caller is a worker too. Nothing is lost.
            let (task, future) = refused.into_inner();
            task();
            future
        });
        Some(Chunk { future, len })
    }
    // ANCHOR_END: submit

    /// The caller has all outcomes there are. Panics if the inputs did.
    pub(crate) fn end(&mut self) {
        self.inputs.end();
    }

    /// The caller gets one outcome more.
    pub(crate) fn hand_out(&mut self) {
        self.ahead -= 1;
    }
}

impl<P, I: Iterator, F> Feed<'_, P, I, F> {
    pub(crate) fn buffer(&self) -> usize {
        self.buffer
    }

    pub(crate) fn set_chunk(&mut self, chunk: usize) {
        assert!(chunk > 0, "a chunk has at least one item");
        self.chunk = chunk.min(self.buffer);
    }
}

impl<R, C: Completion<Output = Outcomes<R>>> Chunk<C> {
    pub(crate) fn future(&self) -> &C {
        &self.future
    }

    /// Waits for the task and takes what became of each input.
    pub(crate) fn outcomes(self) -> Outcomes<R> {
        self.future.result().unwrap_or_else(|error| {
            // The task contains its panics, so it has not run: no input has, then.
            let each = || match &error {
                TaskError::Cancelled => TaskError::Cancelled,
                TaskError::TimedOut => TaskError::TimedOut,
                TaskError::TooDeep => TaskError::TooDeep,
                TaskError::Broken(why) => TaskError::Broken(why.clone()),
                _ => TaskError::Lost,
            };
            (0..self.len).map(|_| Err(each())).collect()
        })
    }
}

/// Each input has its own outcome: one that panics takes nothing from its neighbours.
fn run<T, R>(f: &impl Fn(T) -> R, input: T) -> Outcome<R> {
    panics::catch(|| f(input)).map_err(TaskError::Panicked)
}
