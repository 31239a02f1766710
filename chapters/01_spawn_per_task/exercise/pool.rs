//! A thread for every task, and a handle for every thread.

#![allow(unused)] // until the last step is done

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
        // Step 1: a thread for the task, and its handle into the list.
        todo!("step 1")
    }

    /// Waits until every task has ended, also those that other tasks started meanwhile.
    ///
    /// From inside a task it waits for the others. One caller at a time: a second one does
    /// not wait for the thread that the first waits for, and two tasks that call it may
    /// wait for each other for ever.
    pub fn join(&self) {
        // Step 2: wait until every task has ended, also those that tasks start meanwhile. Not
        // for the thread that calls it.
        todo!("step 2")
    }
    // ANCHOR_END: execute_and_join
}

impl Drop for Pool {
    /// Waits for every task. Python: a `join()` for each thread.
    fn drop(&mut self) {
        // Step 3: a pool that goes waits for all.
        todo!("step 3")
    }
}
