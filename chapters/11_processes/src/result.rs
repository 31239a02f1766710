//! The result of a call, once there is one.

use super::error::CallError;
use super::future::{Future, Outcome, Wrapper};
use super::time::Duration;

/// What becomes of a call.
pub type Answer<R> = Result<R, CallError>;

/// The answer of a call, once there is one. Python: `AsyncResult`.
///
/// Dropping it detaches: the call is made all the same.
#[must_use = "a dropped result detaches its call, and nobody sees it fail"]
pub struct AsyncResult<R>(pub(crate) Future<Answer<R>>);

impl<R> AsyncResult<R> {
    /// Waits for the answer. Python: `get()`.
    ///
    /// # Errors
    ///
    /// [`CallError`]: there is no result, and this is why.
    pub fn get(self) -> Answer<R> {
        flat(self.0.result())
    }

    /// Waits for the answer, for `timeout` at most. Python: `get(timeout)`.
    ///
    /// # Errors
    ///
    /// The `AsyncResult` itself, if there was no answer in all that time.
    pub fn get_timeout(self, timeout: Duration) -> Result<Answer<R>, AsyncResult<R>> {
        let outcome = self.0.result_timeout(timeout);
        outcome.map(flat).map_err(AsyncResult)
    }

    /// Is the answer there? Python: `ready()`.
    pub fn ready(&self) -> bool {
        self.0.done()
    }

    /// Has `callback` look at the answer, on the pool's thread as soon as it is there, or
    /// here if it is there already. Python: `callback` and `error_callback`. One that panics
    /// harms nobody. (In Python it kills the thread that handles results.)
    pub fn on_done(&mut self, callback: impl FnOnce(&Answer<R>) + Send + 'static) {
        self.0.add_done_callback(move |outcome| match outcome {
            Ok(answer) => callback(answer),
            Err(error) => callback(&Err(CallError::from(error))), // as `get` has it
        });
    }
}

/// So that chapter 6's `as_completed` and `wait` take it. It has `failed` only if no thread made
/// the call.
impl<R> Wrapper for AsyncResult<R> {
    type Inner = Future<Answer<R>>;

    fn inner(&self) -> Option<&Self::Inner> {
        Some(&self.0)
    }

    fn into_outcome(self) -> Outcome<Answer<R>> {
        self.0.result()
    }
}

/// One error for two.
fn flat<R>(outcome: Outcome<Answer<R>>) -> Answer<R> {
    outcome.unwrap_or_else(|error| Err(CallError::from(&error)))
}
