// Rejected by: step 3 a_worker_runs_one_task_after_the_other
//! N workers, one queue.

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
        assert!(workers > 0, "a pool needs at least one worker");
        assert!(
            workers <= MAX_WORKERS,
            "a pool has at most {MAX_WORKERS} workers"
        );
        let shared = Arc::new(Shared::new());
        for _ in 0..workers {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                for _ in 0..1_000 {
                    shared.run_one();
                }
            });
        }
        Pool { shared }
    }

    /// Puts `task` at the end of the queue and returns at once.
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) {
        self.shared.push(Box::new(task));
    }
}

impl Shared {
    pub(crate) fn new() -> Shared {
        Shared {
            queue: Mutex::new(VecDeque::new()),
            not_empty: Condvar::new(),
        }
    }

    // ANCHOR: sleep_and_wake
    pub(crate) fn push(&self, task: Task) {
        self.queue.lock().unwrap().push_back(task);
        // After the push: whoever wakes finds the task. One task, so one worker.
        self.not_empty.notify_one();
    }

    /// Takes the oldest task, waiting for one if need be.
    fn next_task(&self) -> Task {
        let mut queue = self.queue.lock().unwrap();
        // `while`, not `if`: between the notify and our waking, another worker may have
        // taken the task; and a condvar may wake with no notify at all.
        while queue.is_empty() {
            // Unlocks and sleeps in one step, so no `push` can slip in between. `push`
            // notifies; we hold the lock again when this returns.
            queue = self.not_empty.wait(queue).unwrap();
        }
        queue.pop_front().expect("checked under the lock we hold")
    }

    /// What a worker does, once.
    pub(crate) fn run_one(&self) {
        // The guard ended with `next_task`: while the task runs, the queue is free.
        let task = self.next_task();
        task();
    }
    // ANCHOR_END: sleep_and_wake
}
