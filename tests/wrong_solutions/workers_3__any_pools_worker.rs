// Rejected by: model a_task_may_shut_another_pool_down
//! The threads of a pool: start them, know them, wait for them.

use std::cell::Cell;

use super::error::BuildError;
use super::sync::Mutex;
use super::thread::{self, JoinHandle, ThreadId};
use super::thread_local;

thread_local! {
    /// Which worker this thread is, of whatever pool: its place in that one's `ids`.
    static NUMBER: Cell<Option<usize>> = Cell::default();
}

/// The workers of one pool.
///
/// Dropping it waits for nobody: its owner closes the queue first, then calls
/// [`join`](Workers::join).
#[derive(Default)]
pub struct Workers {
    /// Who is a worker. Complete before the pool is shared, so it needs no lock.
    ids: Vec<ThreadId>,
    /// Protects the handles that nobody has joined yet. `join` holds it to the end, so
    /// that a second caller waits too; no worker ever takes it.
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Workers {
    /// No workers yet.
    pub fn new() -> Workers {
        Workers::default()
    }

    /// Starts one more worker, named `worker-0`, `worker-1` and so on.
    ///
    /// # Errors
    ///
    /// [`BuildError::Spawn`] if the system refuses the thread. Those started before run on.
    pub fn spawn(&mut self, work: impl FnOnce() + Send + 'static) -> Result<(), BuildError> {
        let number = self.ids.len();
        let thread = thread::Builder::new()
            .name(format!("worker-{number}"))
            .spawn(move || {
                NUMBER.with(|mine| mine.set(Some(number)));
                work();
            })
            .map_err(BuildError::Spawn)?;
        self.ids.push(thread.thread().id());
        self.threads.get_mut().unwrap().push(thread);
        Ok(())
    }

    /// Who is a worker.
    pub fn ids(&self) -> &[ThreadId] {
        &self.ids
    }

    /// Is the calling thread one of these workers? Each task that comes asks, so it does not
    /// look through all of them: a worker knows its number.
    pub fn contains_current(&self) -> bool {
        NUMBER.with(Cell::get).is_some()
    }

    // ANCHOR: join
    /// Waits until every worker has ended. The queue must be closed already.
    ///
    /// On a worker it returns at once. A thread cannot wait for its own end, and two
    /// workers that waited for each other would wait for ever.
    pub fn join(&self) {
        if self.contains_current() {
            return;
        }
        for thread in self.threads.lock().unwrap().drain(..) {
            // Notified by the end of the thread. Never `Err`: tasks' panics are contained.
            let _ = thread.join();
        }
    }
    // ANCHOR_END: join
}
