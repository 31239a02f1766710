//! What can go wrong. New here: a queue can be full.

use std::{error::Error, fmt};

pub use chapter3::error::{BuildError, Closed, MAX_WORKERS, check_workers};

/// Can there be so many workers, and is there room for a task? Every pool asks this before it
/// starts a thread.
///
/// # Errors
///
/// [`BuildError::ZeroWorkers`], [`BuildError::TooManyWorkers`], or [`BuildError::ZeroCapacity`].
pub fn check_limits(workers: usize, capacity: usize) -> Result<(), BuildError> {
    check_workers(workers)?;
    match capacity {
        0 => Err(BuildError::ZeroCapacity),
        _ => Ok(()),
    }
}

/// Why a value was not sent. The value comes back inside, so nothing is lost.
pub enum TrySendError<T> {
    /// No room, now or until the time-out. Python: `queue.Full`.
    Full(T),
    /// Closed: no value will ever be accepted again.
    Closed(T),
}

impl<T> TrySendError<T> {
    /// The value that was not sent.
    pub fn into_inner(self) -> T {
        match self {
            TrySendError::Full(value) | TrySendError::Closed(value) => value,
        }
    }

    /// The same refusal of another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> TrySendError<U> {
        match self {
            TrySendError::Full(value) => TrySendError::Full(f(value)),
            TrySendError::Closed(value) => TrySendError::Closed(f(value)),
        }
    }
}

impl<T> From<Closed<T>> for TrySendError<T> {
    fn from(Closed(value): Closed<T>) -> Self {
        TrySendError::Closed(value)
    }
}

impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TrySendError::Full(_) => "Full(..)",
            TrySendError::Closed(_) => "Closed(..)",
        })
    }
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TrySendError::Full(_) => "refused: the queue is full",
            TrySendError::Closed(_) => "refused: the queue is closed",
        })
    }
}

impl<T> Error for TrySendError<T> {}

/// Why no value was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryRecvError {
    /// No value, now or until the time-out. Python: `queue.Empty`.
    Empty,
    /// Closed and empty: no value will ever come.
    Closed,
}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TryRecvError::Empty => "the queue is empty",
            TryRecvError::Closed => "the queue is closed and empty",
        })
    }
}

impl Error for TryRecvError {}
