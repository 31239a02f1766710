//! What can go wrong, as types. They serve this chapter and all that follow.

use std::{error::Error, fmt, io};

/// How many workers a pool may have: 32,768, as many as Linux has numbers for its threads, if
/// nobody has given it more. A system that has fewer refuses one of them, with
/// [`BuildError::Spawn`]. Without this limit, `usize::MAX` would start threads until then, and
/// take all that the system has from every other program.
pub const MAX_WORKERS: usize = 1 << 15;

/// Can there be so many workers? Every pool asks this before it starts a thread.
///
/// # Errors
///
/// [`BuildError::ZeroWorkers`] or [`BuildError::TooManyWorkers`].
pub fn check_workers(workers: usize) -> Result<(), BuildError> {
    match workers {
        0 => Err(BuildError::ZeroWorkers),
        1..=MAX_WORKERS => Ok(()),
        _ => Err(BuildError::TooManyWorkers),
    }
}

/// Why a pool could not be built. Nothing is left behind: no thread, no queue.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// A pool without workers would accept tasks and never run them.
    /// Python: `ValueError: max_workers must be greater than 0`.
    ZeroWorkers,
    /// More than [`MAX_WORKERS`].
    TooManyWorkers,
    /// A queue without room would never accept a task. (From chapter 4 on.)
    ZeroCapacity,
    /// A thread's name with a NUL in it. (From chapter 10 on.)
    NulInName,
    /// The system refused a thread. The workers that had started have ended again.
    Spawn(io::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::ZeroWorkers => write!(f, "a pool needs at least one worker"),
            BuildError::TooManyWorkers => {
                write!(f, "a pool has at most {MAX_WORKERS} workers")
            }
            BuildError::NulInName => write!(f, "a thread's name has no NUL in it"),
            BuildError::ZeroCapacity => write!(f, "a queue needs room for at least one task"),
            BuildError::Spawn(_) => write!(f, "the system refused a worker thread"),
        }
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            BuildError::Spawn(error) => Some(error),
            _ => None,
        }
    }
}

/// Refused, because the queue is closed. What was refused comes back inside.
/// Python: `RuntimeError: cannot schedule new futures after shutdown`, and the task is lost.
pub struct Closed<T>(pub T);

impl<T> fmt::Debug for Closed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Closed(..)") // a task has nothing to print
    }
}

impl<T> fmt::Display for Closed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused: the queue is closed")
    }
}

impl<T> Error for Closed<T> {}
