// All handles at once, and again until there are none.
//! A thread for every task, and a handle for every thread.

use super::sync::Mutex;
use super::thread::{self, JoinHandle};

/// Runs each task on a thread of its own.
///
/// Dropping the pool waits for every task, as [`join`](Pool::join) does.
#[derive(Default)]
pub struct Pool {
    /// Protects the handles of the threads that nobody has joined yet.
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Pool {
    /// A pool without threads: they come with the tasks.
    pub fn new() -> Pool {
        Pool::default()
    }

    /// Runs `task` on a new thread. Python: `threading.Thread(target=task).start()`.
    ///
    /// A task that panics ends its own thread; the others are none the worse for it.
    ///
    /// # Panics
    ///
    /// If the system refuses another thread. The task is lost then: chapter 3 does better.
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) {
        let thread = thread::spawn(task);
        self.threads.lock().unwrap().push(thread);
    }

    /// Waits until every task has ended, also those that other tasks started meanwhile.
    ///
    /// From inside a task it waits for the others. One caller at a time: a second one does
    /// not wait for the thread that the first waits for, and two tasks that call it may
    /// wait for each other for ever.
    pub fn join(&self) {
        let me = thread::current().id();
        let mut mine = Vec::new();
        loop {
            let all = std::mem::take(&mut *self.threads.lock().unwrap());
            if all.is_empty() {
                break;
            }
            for thread in all {
                if thread.thread().id() == me {
                    mine.push(thread);
                } else {
                    drop(thread.join());
                }
            }
        }
        self.threads.lock().unwrap().append(&mut mine);
    }
}

impl Drop for Pool {
    /// Waits for every task. Python: a `join()` for each thread.
    fn drop(&mut self) {
        self.join();
    }
}
