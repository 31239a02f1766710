//! A pool with a beginning and an end.

use super::error::{BuildError, Closed, check_workers};
use super::queue::Queue;
use super::sync::Arc;
use super::task::Task;
use super::worker;
use super::workers::Workers;

/// A fixed number of workers that run tasks from one queue, oldest first.
///
/// Dropping the pool is [`shutdown`](Pool::shutdown): every accepted task runs, then the
/// workers end. That is what leaving Python's `with ThreadPoolExecutor()` block does.
pub struct Pool {
    queue: Arc<Queue<Task>>,
    workers: Workers,
}

impl Pool {
    /// Starts `workers` threads that wait for tasks.
    ///
    /// # Errors
    ///
    /// [`BuildError::ZeroWorkers`], [`BuildError::TooManyWorkers`], or [`BuildError::Spawn`] if
    /// the system refuses a thread; the workers that had started have ended again by then.
    // ANCHOR: life
    pub fn new(workers: usize) -> Result<Pool, BuildError> {
        check_workers(workers)?;
        let mut pool = Pool {
            queue: Arc::new(Queue::new()),
            workers: Workers::new(),
        };
        for _ in 0..workers {
            let queue = Arc::clone(&pool.queue);
            // On an error `?` drops `pool`, and a half-built pool ends as any other does.
            pool.workers.spawn(move || worker::work(&queue))?;
        }
        Ok(pool)
    }

    /// Puts `task` at the end of the queue and returns at once.
    ///
    /// # Errors
    ///
    /// `Closed(task)` after [`shutdown`](Pool::shutdown) has begun: the task comes back.
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Closed<Task>> {
        self.queue.push(Box::new(task))
    }

    /// Refuses new tasks, waits until the accepted ones have run and the workers ended.
    /// Python: `shutdown(wait=True)`.
    ///
    /// Any thread may call it, also several at once and more than once. From inside a
    /// task it only closes: a worker cannot wait for its own end.
    pub fn shutdown(&self) {
        // In this order: a worker ends only when it finds the queue closed and empty.
        self.queue.close();
        self.workers.join();
    }
    // ANCHOR_END: life
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shutdown();
    }
}
