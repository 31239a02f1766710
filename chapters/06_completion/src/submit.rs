//! What one can submit tasks to.

use super::completion::Completion;
use super::error::Refused;
use super::future::Future;
use super::pool::Pool;

/// Something to run, once, before `'env` ends. For `'static` it is a [`Task`](super::task::Task).
pub type ScopedTask<'env> = Box<dyn FnOnce() + Send + 'env>;

// ANCHOR: submit_task
/// A pool whose tasks may borrow what lives as long as `'env`.
///
/// For [`Pool`] that is `'static`: its workers may outlive every caller. For a
/// [`ScopedPool`](super::scoped::ScopedPool) it is all that outlives the scope.
///
/// With it comes [`Submit`](super::Submit): whatever takes tasks can `map`.
pub trait SubmitTask<'env> {
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
    ) -> Result<Self::Future<T>, Refused<Self::Future<T>, ScopedTask<'env>>>;
}
// ANCHOR_END: submit_task

impl SubmitTask<'static> for Pool {
    type Future<T: Send + 'static> = Future<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        Pool::submit(self, task)
    }
}
