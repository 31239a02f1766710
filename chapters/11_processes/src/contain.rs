//! Foreign code, and how a thread of the pool survives it.
//!
//! A codec, a function, a destructor, an iterator: they are somebody else's, and may panic.
//! Then their own call has that for its answer, and nothing else is lost. Two rules:
//!
//! - Foreign code runs in [`contain`], and never while a lock is held or a worker is in hand.
//! - Foreign values are in chapter 6's `List`, since to drop one runs its destructor. If that
//!   of a second one panics while the first one unwinds, the process aborts.

use super::panics;
use super::task_error::TaskError;

/// Runs foreign code. What it panicked with is the error, as text.
pub(crate) fn contain<T>(foreign: impl FnOnce() -> T) -> Result<T, String> {
    panics::catch(foreign).map_err(|payload| message(TaskError::Panicked(payload)))
}

/// What an error says. Then it is dropped, and with it a panic's payload, which is of any
/// type: so its destructor is foreign code once more.
fn message(error: TaskError) -> String {
    let message = error.message().to_owned();
    panics::contain(|| drop(error));
    message
}
