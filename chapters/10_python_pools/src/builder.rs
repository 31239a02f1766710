//! How an executor is to be.

use std::error::Error;

use super::error::{BuildError, check_limits};
use super::executor::ThreadPoolExecutor;
use super::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use super::thread;
use super::worker::Initializer;

/// How many tasks may wait if nobody says. Python's queue has no limit.
pub const DEFAULT_CAPACITY: usize = 1024;

/// How many executors have been given a name. Relaxed: only the numbers must differ.
static NAMED: AtomicUsize = AtomicUsize::new(0);

/// Makes a [`ThreadPoolExecutor`]. Python: the arguments of its constructor.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use chapter10::ThreadPoolExecutor;
///
/// let executor = ThreadPoolExecutor::builder()
///     .max_workers(2)
///     .thread_name_prefix("fetch")
///     .build()?;
/// let name = executor.submit(|| std::thread::current().name().map(str::to_owned))?;
/// assert_eq!(name.result()?.as_deref(), Some("fetch_0"));
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
#[must_use = "it is no executor until it is built"]
pub struct Builder {
    max_workers: Option<usize>,
    capacity: Option<usize>,
    prefix: Option<String>,
    initializer: Option<Initializer>,
}

impl ThreadPoolExecutor {
    /// An executor with Python's defaults, to be changed.
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Builder {
    /// How many threads there are at most. Without it as in Python: four more than there are
    /// cores, and not more than 32.
    pub fn max_workers(mut self, max: usize) -> Builder {
        self.max_workers = Some(max);
        self
    }

    /// How many tasks may wait for a worker, [`DEFAULT_CAPACITY`] without it. When so many
    /// do, `submit` waits. Python has no such limit, and its queue grows.
    pub fn capacity(mut self, capacity: usize) -> Builder {
        self.capacity = Some(capacity);
        self
    }

    /// Threads are named `prefix_0`, `prefix_1` and so on. Without it the prefix is
    /// `ThreadPoolExecutor-N`, with another `N` for each executor. A system shows only the
    /// beginning of a long name, and takes no name with a NUL in it.
    pub fn thread_name_prefix(mut self, prefix: impl Into<String>) -> Builder {
        self.prefix = Some(prefix.into());
        self
    }

    /// Runs once on each thread, before its first task. If it fails, by an error or a panic,
    /// the executor is broken: what is pending and what is submitted later hears why.
    pub fn initializer(
        mut self,
        initializer: impl Fn() -> Result<(), Box<dyn Error + Send + Sync>> + Send + Sync + 'static,
    ) -> Builder {
        self.initializer = Some(Box::new(initializer));
        self
    }

    /// The executor. It has no thread yet.
    ///
    /// # Errors
    ///
    /// [`BuildError::ZeroWorkers`], [`BuildError::TooManyWorkers`],
    /// [`BuildError::ZeroCapacity`], or [`BuildError::NulInName`].
    pub fn build(self) -> Result<ThreadPoolExecutor, BuildError> {
        let max_workers = self.max_workers.unwrap_or_else(default_workers);
        let capacity = self.capacity.unwrap_or(DEFAULT_CAPACITY);
        check_limits(max_workers, capacity)?;
        let prefix = self
            .prefix
            .unwrap_or_else(|| format!("ThreadPoolExecutor-{}", NAMED.fetch_add(1, Relaxed)));
        // Here, where somebody hears of it: the thread that it is for starts later.
        if prefix.contains('\0') {
            return Err(BuildError::NulInName);
        }
        let init = self.initializer;
        Ok(ThreadPoolExecutor::start(
            max_workers,
            capacity,
            prefix,
            init,
        ))
    }
}

fn default_workers() -> usize {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    32.min(cores + 4)
}
