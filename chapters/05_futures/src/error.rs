//! What can go wrong. New here: a task can fail.

use std::{error::Error, fmt};

pub use chapter4::error::{
    BuildError, Closed, MAX_WORKERS, TryRecvError, TrySendError, check_limits,
};

use super::panics::Payload;
use super::task::Task;

/// Refused by `submit`: the task, to be run later or elsewhere, and the future that it will
/// settle, wherever it is run.
pub type Refused<F, T = Task> = TrySendError<(T, F)>;

/// Why a task has no result.
#[non_exhaustive]
pub enum TaskError {
    // ANCHOR: failures
    /// It panicked. This is what `panic!` was given: mostly a `&str` or a `String`.
    /// Python: the exception that `result()` raises.
    Panicked(Payload),
    /// It was dropped before it had run, and now nobody will run it. C++: `broken_promise`.
    Lost,
    // ANCHOR_END: failures
    /// It was cancelled before it started. (From chapter 7 on.) Python: `CancelledError`.
    Cancelled,
    /// Its pool broke before it started, and this is why. (From chapter 10 on.) Python:
    /// `BrokenThreadPool`.
    Broken(String),
    /// A thread ran too many tasks one inside the other to run this one, too. (From chapter 7
    /// on.) One that is in a queue runs later.
    TooDeep,
    /// The time for it was up. (From chapter 10 on, in `map`.) Python: `TimeoutError`.
    TimedOut,
}

impl TaskError {
    /// What there is to say about it: a panic's message, if it is text.
    pub fn message(&self) -> &str {
        match self {
            TaskError::Panicked(payload) => match payload.downcast_ref::<String>() {
                Some(message) => message,
                None => payload
                    .downcast_ref()
                    .copied()
                    .unwrap_or("a panic without text"),
            },
            TaskError::Lost => "the task was dropped before it had run",
            TaskError::Cancelled => "the task was cancelled",
            TaskError::Broken(why) => why,
            TaskError::TooDeep => "too many tasks run one inside the other",
            TaskError::TimedOut => "the time was up",
        }
    }
}

impl fmt::Debug for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Not escaped: a task that unwraps this panics with it, its waiter with that one's,
            // and so on, and each escape would double the length.
            TaskError::Panicked(_) => write!(f, "Panicked(\"{}\")", self.message()),
            TaskError::Lost => f.write_str("Lost"),
            TaskError::Cancelled => f.write_str("Cancelled"),
            TaskError::TooDeep => f.write_str("TooDeep"),
            TaskError::TimedOut => f.write_str("TimedOut"),
            TaskError::Broken(why) => f.debug_tuple("Broken").field(why).finish(),
        }
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TaskError::Panicked(_) => write!(f, "the task panicked: {}", self.message()),
            TaskError::Broken(why) => write!(f, "the pool is broken: {why}"),
            _ => f.write_str(self.message()),
        }
    }
}

impl Error for TaskError {}
