//! What one can submit tasks to, and what comes with that: `map`.

use super::completion::Completion;
use super::error::{BuildError, TrySendError};
use super::feed::Feed;
use super::future::Future;
use super::map::Map;
use super::pool::Pool;
use super::unordered::Unordered;

/// Something to run, once, before `'env` ends.
pub type Task<'env> = Box<dyn FnOnce() + Send + 'env>;

/// Refused: the task, and the future that it will settle, wherever it is run.
pub type Refused<'env, F> = TrySendError<(Task<'env>, F)>;

/// A pool whose tasks may borrow what lives as long as `'env`.
///
/// For [`Pool`] that is `'static`: its workers may outlive every caller. For a
/// [`ScopedPool`](super::scoped::ScopedPool) it is whatever outlives the scope.
pub trait Submit<'env> {
    /// What `submit` returns.
    type Future<T: Send + 'env>: Completion<Output = T>;

    /// Puts `task` at the end of the queue and returns the future of its result.
    ///
    /// # Errors
    ///
    /// The pool's own reasons to refuse. The task and its future come back.
    fn submit<T: Send + 'env>(
        &self,
        task: impl FnOnce() -> T + Send + 'env,
    ) -> Result<Self::Future<T>, Refused<'env, Self::Future<T>>>;

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
        Self: Sized,
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
        Self: Sized,
        I: IntoIterator<Item: Send + 'env>,
        F: Fn(I::Item) -> R + Send + Sync + 'env,
        R: Send + 'env,
    {
        Feed::new(self, buffer, inputs, f).map(Unordered::new)
    }
}

impl Submit<'static> for Pool {
    type Future<T: Send + 'static> = Future<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<'static, Future<T>>> {
        Pool::submit(self, task)
    }
}
