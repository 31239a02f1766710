//! Settings for a pool of processes.

use std::env;
use std::path::PathBuf;

use super::calls::Calls;
use super::child;
use super::error::StartError;
use super::frame;
use super::pool::Pool;
use super::process::Program;
use super::thread;

/// Settings for a pool. Python: the arguments of `multiprocessing.Pool`.
#[must_use = "it starts nothing until `start`"]
pub struct Builder {
    workers: Option<usize>,
    capacity: usize,
    max_tasks: usize,
    limit: usize,
    program: Option<PathBuf>,
    arguments: Vec<String>,
}

impl Default for Builder {
    fn default() -> Self {
        Builder {
            workers: None,
            capacity: 1_024,
            max_tasks: usize::MAX,
            limit: frame::LIMIT,
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

    /// No frame is larger than so many bytes. Default: 64 MiB.
    pub fn frame_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// The program that the workers run. Default: this one. Its `main` has to call
    /// [`serve_if_worker`](super::child::serve_if_worker).
    pub fn program(mut self, path: impl Into<PathBuf>) -> Self {
        self.program = Some(path.into());
        self
    }

    /// One more argument for the workers, behind the two that make them workers.
    pub fn argument(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Starts the workers.
    ///
    /// # Errors
    ///
    /// [`StartError`]. What had started has ended again.
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
        };
        Pool::start(
            workers,
            self.capacity,
            Calls::new(workers, self.max_tasks, program),
        )
    }
}
