//! Why the executor refuses a task.

use std::{error::Error, fmt, io};

use super::task::Task;

/// An initializer failed, so the pool takes no more tasks. Python: `BrokenThreadPool`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenThreadPool {
    /// What the initializer said, by its error or by its panic.
    pub why: String,
}

impl fmt::Display for BrokenThreadPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a thread initializer failed: {}", self.why)
    }
}

impl Error for BrokenThreadPool {}

/// Why a task was refused.
#[derive(Debug)]
#[non_exhaustive]
pub enum Why {
    /// No room now: from `try_submit`, or from inside a task of this executor.
    Full,
    /// After `shutdown`. Python: `RuntimeError: cannot schedule new futures after shutdown`.
    Closed,
    /// An initializer failed.
    Broken(BrokenThreadPool),
    /// There is no thread yet, and the system refuses the first one.
    Spawn(io::Error),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Full => f.write_str("the queue is full"),
            Why::Closed => f.write_str("the executor is shut down"),
            Why::Broken(broken) => broken.fmt(f),
            Why::Spawn(_) => f.write_str("the system refused a worker thread"),
        }
    }
}

/// Refused by `submit`: the reason, the task, to be run later or elsewhere, and its future.
#[must_use = "dropped, it drops the task, and the future says that it is lost"]
pub struct SubmitError<F> {
    /// The reason.
    pub why: Why,
    /// Wherever it is run, it settles the future. Dropped, the future brings `Lost`.
    pub task: Task,
    /// The future of the task.
    pub future: F,
}

impl<F> fmt::Debug for SubmitError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SubmitError").field(&self.why).finish()
    }
}

impl<F> fmt::Display for SubmitError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused: {}", self.why)
    }
}

impl<F> Error for SubmitError<F> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.why {
            Why::Broken(broken) => Some(broken),
            Why::Spawn(error) => Some(error),
            Why::Full | Why::Closed => None,
        }
    }
}
