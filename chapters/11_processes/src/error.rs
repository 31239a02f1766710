//! What can go wrong with a call, and with a pool of processes.

use std::process::ExitStatus;
use std::{error::Error, fmt, io};

use super::codec::DecodeError;
use super::taken::End;
use super::task_error::TaskError;
use super::wire::Failure;

/// Why a call has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallError {
    /// The function panicked, with this message; or the codec of its argument or result did,
    /// on either side. Its process lives on.
    Panicked(String),
    /// Its process died while it had this call, or broke the protocol and was killed. The
    /// call may have had effects. (In Python's `multiprocessing.Pool` nobody hears of it.)
    WorkerDied(Death),
    /// The worker has no function of this name.
    Unknown(String),
    /// The worker could not read the arguments.
    BadArguments(String),
    /// The pool could not read the result.
    BadResult(DecodeError),
    /// Arguments (of all calls of a chunk) or a result of so many bytes: above the limit.
    TooLarge(usize),
    /// The pool was terminated.
    Terminated,
    /// The pool was closed.
    Closed,
    /// Workers cannot be started, or die as they start, and this is why.
    Broken(String),
}

/// How a worker ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Death {
    /// What the system says, if it says anything: a code, a signal.
    pub status: Option<ExitStatus>,
    /// What the pool saw of it.
    pub why: String,
}

impl fmt::Display for Death {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "{}, {status}", self.why),
            None => f.write_str(&self.why),
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Panicked(message) => write!(f, "the call panicked: {message}"),
            CallError::WorkerDied(death) => write!(f, "the worker died: {death}"),
            CallError::Unknown(name) => write!(f, "the worker has no function {name:?}"),
            CallError::BadArguments(why) => write!(f, "the worker cannot read this: {why}"),
            CallError::BadResult(why) => write!(f, "the result cannot be read: {why}"),
            CallError::TooLarge(bytes) => write!(f, "{bytes} bytes are above the limit"),
            CallError::Terminated => f.write_str("the pool was terminated"),
            CallError::Closed => f.write_str("the pool is closed"),
            CallError::Broken(why) => write!(f, "the pool is broken: {why}"),
        }
    }
}

impl Error for CallError {}

impl From<End> for CallError {
    fn from(end: End) -> Self {
        match end {
            End::Closed => CallError::Closed,
            End::Terminated => CallError::Terminated,
            End::Broken(why) => CallError::Broken(why),
        }
    }
}

/// What chapter 7's future says of a call that has no answer: no thread made it, since it was
/// dropped when the pool was closed.
impl From<&TaskError> for CallError {
    fn from(error: &TaskError) -> Self {
        match error {
            TaskError::Panicked(_) => CallError::Panicked(error.message().to_owned()),
            _ => CallError::Closed,
        }
    }
}

impl From<Failure> for CallError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unknown(name) => CallError::Unknown(name),
            Failure::BadArguments(why) => CallError::BadArguments(why),
            Failure::Panicked(message) => CallError::Panicked(message),
            Failure::TooLarge(bytes) => CallError::TooLarge(bytes),
        }
    }
}

/// Why a pool could not be started. No process and no thread is left behind.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// No workers, too many, no capacity, or the system refused a thread.
    Threads(chapter5::error::BuildError),
    /// The system refused a process, or there is no such program.
    Process(io::Error),
    /// This process is itself a worker, and a worker has no pool of its own. Either a function
    /// wants one: Python's answer is "daemonic processes are not allowed to have children".
    /// Or `main` has not called [`serve_if_worker`](super::child::serve_if_worker) first. If
    /// it started a pool, its workers would start pools, and so on. Python: "An attempt has
    /// been made to start a new process before the current process has finished its
    /// bootstrapping phase".
    InAWorker,
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::Threads(error) => error.fmt(f),
            StartError::Process(error) => write!(f, "no worker process: {error}"),
            StartError::InAWorker => f.write_str(
                "a worker cannot have a pool, and this process is one \
                 (did its main call serve_if_worker before anything else?)",
            ),
        }
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            StartError::Threads(error) => Some(error),
            StartError::Process(error) => Some(error),
            StartError::InAWorker => None,
        }
    }
}

/// `join` came before `close` and `terminate`. Python: `ValueError: Pool is still running`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StillRunning;

impl fmt::Display for StillRunning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pool is still running: close it first, or terminate it")
    }
}

impl Error for StillRunning {}
