// Rejected by: model a_task_waits_for_the_others
//! A task that finds its own handle stops there, and waits for none of those that are older.
//!
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

    // ANCHOR: execute_and_join
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
        let mut own = None;
        loop {
            // A statement of its own, so that the guard is gone before the wait below: a
            // task that we wait for may need the lock, to execute another one.
            let thread = self.threads.lock().unwrap().pop();
            let Some(thread) = thread else { break };
            // A task may own the last handle to its pool, and no thread can join itself.
            if thread.thread().id() == thread::current().id() {
                own = Some(thread);
                break;
            }
            // Notified by the end of that thread. `Err` is the task's panic, which has been
            // printed already. (If the destructor of what it panicked with panics, that
            // comes out here. Chapter 3 contains it too.)
            let _ = thread.join();
        }
        self.threads.lock().unwrap().extend(own); // for the next caller to wait for
    }
    // ANCHOR_END: execute_and_join
}

impl Drop for Pool {
    /// Waits for every task. Python: a `join()` for each thread.
    fn drop(&mut self) {
        self.join();
    }
}
