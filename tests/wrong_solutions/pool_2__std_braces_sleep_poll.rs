// Rejected by: thread::sleep no model
//! N workers, one queue.

use std::collections::VecDeque;

use std::{sync::{Arc, Condvar, Mutex}, thread, time::Duration};

/// Something to run, once, on some worker.
pub type Task = Box<dyn FnOnce() + Send>;

/// A fixed number of workers that run tasks from one queue, oldest first.
///
/// Dropping the pool ends nothing: its workers sleep on until the program ends.
pub struct Pool {
    shared: Arc<Shared>,
}

/// What the pool and its workers have in common.
pub(crate) struct Shared {
    /// Protects the tasks that no worker has taken yet.
    queue: Mutex<VecDeque<Task>>,
    /// "The queue may have a task." Workers wait here; `push` notifies one for each task.
    not_empty: Condvar,
}

impl Pool {
    /// Starts `workers` threads that wait for tasks.
    ///
    /// # Panics
    ///
    /// If `workers` is zero, or if the system refuses a thread.
    pub fn new(workers: usize) -> Pool {
        assert!(workers > 0, "a pool needs at least one worker");
        let shared = Arc::new(Shared::new());
        for _ in 0..workers {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                loop {
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

    pub(crate) fn push(&self, task: Task) {
        self.queue.lock().unwrap().push_back(task);
        // After the push: whoever wakes finds the task. One task, so one worker.
        self.not_empty.notify_one();
    }

    /// Takes the oldest task, waiting for one if need be.
    fn next_task(&self) -> Task {
        loop {
            let task = self.queue.lock().unwrap().pop_front();
            if let Some(task) = task {
                return task;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// What a worker does, once.
    pub(crate) fn run_one(&self) {
        // The guard ended with `next_task`: while the task runs, the queue is free.
        let task = self.next_task();
        task();
    }
}
