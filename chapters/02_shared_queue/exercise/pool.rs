//! N workers, one queue.

#![allow(unused)] // until the last step is done

use std::collections::VecDeque;

use super::sync::{Arc, Condvar, Mutex};
use super::thread;

/// How many workers there may be: as many as Linux has numbers for its threads, if nobody has
/// given it more. `usize::MAX` would take all threads from every other program first, and only
/// then be refused.
pub const MAX_WORKERS: usize = 1 << 15;

/// Something to run, once, on some worker.
pub type Task = Box<dyn FnOnce() + Send>;

/// A fixed number of workers that run tasks from one queue, oldest first.
///
/// Dropping the pool ends nothing: its workers sleep on until the program ends.
pub struct Pool {
    shared: Arc<Shared>,
}

// ANCHOR: shared
/// What the pool and its workers have in common.
pub(crate) struct Shared {
    /// Protects the tasks that no worker has taken yet.
    queue: Mutex<VecDeque<Task>>,
    /// "The queue may have a task." Workers wait here; `push` notifies one for each task.
    not_empty: Condvar,
}
// ANCHOR_END: shared

impl Pool {
    /// Starts `workers` threads that wait for tasks.
    ///
    /// # Panics
    ///
    /// If `workers` is zero or more than [`MAX_WORKERS`], or if the system refuses a thread.
    pub fn new(workers: usize) -> Pool {
        // Step 3: that many threads, each of which runs one task after the other, for ever. No
        // workers is a mistake of the caller's: say so in a panic.
        todo!("step 3")
    }

    /// Puts `task` at the end of the queue and returns at once.
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) {
        // Step 3: that many threads, each of which runs one task after the other, for ever. No
        // workers is a mistake of the caller's: say so in a panic.
        todo!("step 3")
    }
}

impl Shared {
    pub(crate) fn new() -> Shared {
        // Step 1: an empty queue; a task goes in at its end, and a worker that waits hears of
        // it.
        todo!("step 1")
    }

    // ANCHOR: sleep_and_wake
    pub(crate) fn push(&self, task: Task) {
        // Step 1: an empty queue; a task goes in at its end, and a worker that waits hears of
        // it.
        todo!("step 1")
    }

    /// Takes the oldest task, waiting for one if need be.
    fn next_task(&self) -> Task {
        // Step 2: wait until there is a task, take the oldest, run it. Does anybody else need
        // the queue while it runs?
        todo!("step 2")
    }

    /// What a worker does, once.
    pub(crate) fn run_one(&self) {
        // Step 2: wait until there is a task, take the oldest, run it. Does anybody else need
        // the queue while it runs?
        todo!("step 2")
    }
    // ANCHOR_END: sleep_and_wake
}
