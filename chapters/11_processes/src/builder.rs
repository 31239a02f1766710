//! Settings for a pool of processes.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use super::calls::Calls;
use super::child;
use super::error::StartError;
use super::frame;
use super::pool::Pool;
use super::process::Program;
use super::thread;
use super::time::Duration;

/// Hundreds of times what a start takes.
const START_LIMIT: Duration = Duration::from_secs(4);

/// Settings for a pool. Python: the arguments of `multiprocessing.Pool`.
#[must_use = "it starts nothing until `start`"]
pub struct Builder {
    workers: Option<usize>,
    capacity: usize,
    max_tasks: usize,
    limit: usize,
    start_limit: Duration,
    program: Option<PathBuf>,
    arguments: Vec<OsString>,
}

impl Pool {
    /// Settings for a pool. (Here and not in `pool.rs`: no two files know of each other.)
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Default for Builder {
    fn default() -> Self {
        Builder {
            workers: None,
            capacity: 1_024,
            max_tasks: usize::MAX,
            limit: frame::LIMIT,
            start_limit: START_LIMIT,
            program: None,
            arguments: Vec::new(),
        }
    }
}

impl Builder {
    /// How many processes. Default: one for each core. Python: `processes`.
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = Some(workers);
        self
    }

    /// How many calls (or chunks of calls) may wait in the queue. Default: 1,024.
    pub fn capacity(mut self, capacity: usize) -> Self {
        self.capacity = capacity;
        self
    }

    /// After so many calls (or chunks) a worker is replaced, for those whose memory grows.
    /// Zero is one. Python: `maxtasksperchild`.
    pub fn max_tasks_per_child(mut self, tasks: usize) -> Self {
        self.max_tasks = tasks;
        self
    }

    /// No chunk and no answer has more bytes than so many. Default: 64 MiB. At most 4 GiB less
    /// one: a larger limit is that one.
    pub fn frame_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes.min(frame::MOST);
        self
    }

    /// A worker that has not said hello in that time never will, and the pool is broken: most
    /// likely its `main` has forgotten [`serve_if_worker`](super::child::serve_if_worker).
    /// Default: 4 seconds. For a `main` that has to do much before that: more.
    pub fn start_limit(mut self, limit: Duration) -> Self {
        self.start_limit = limit;
        self
    }

    /// The program that the workers run. Default: this one. Its `main` has to call
    /// [`serve_if_worker`](super::child::serve_if_worker).
    pub fn program(mut self, path: impl Into<PathBuf>) -> Self {
        self.program = Some(path.into());
        self
    }

    /// One more argument for the workers, behind the one that makes them workers.
    pub fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Starts the workers. Whether they can be talked to is found out by the first calls.
    ///
    /// # Errors
    ///
    /// [`StartError`]: no workers or no capacity; too many workers, or more than the system has
    /// threads or processes for; no such program, or an argument with a zero byte in it; or
    /// this process is a worker itself. What had started has ended again.
    pub fn start(self) -> Result<Pool, StartError> {
        if child::is_worker() {
            return Err(StartError::InAWorker);
        }
        let path = match self.program {
            Some(path) => path,
            None => env::current_exe().map_err(StartError::Process)?,
        };
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let workers = self.workers.unwrap_or_else(cores);
        let program = Program {
            path,
            arguments: self.arguments,
            limit: self.limit,
            start_limit: self.start_limit,
        };
        Pool::start(
            workers,
            self.capacity,
            Calls::new(workers, self.max_tasks, program),
        )
    }
}
