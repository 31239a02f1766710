// Takes one handle after the other, with the lock in its hand.
//! The threads of a pool: start them, know them, wait for them.

use super::error::BuildError;
use super::sync::Mutex;
use super::thread::{self, JoinHandle, ThreadId};

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
        let thread = thread::Builder::new()
            .name(format!("worker-{}", self.ids.len()))
            .spawn(work)
            .map_err(BuildError::Spawn)?;
        self.ids.push(thread.thread().id());
        self.threads.get_mut().unwrap().push(thread);
        Ok(())
    }

    /// Who is a worker.
    pub fn ids(&self) -> &[ThreadId] {
        &self.ids
    }

    /// Is the calling thread one of these workers?
    pub fn contains_current(&self) -> bool {
        self.ids.contains(&thread::current().id())
    }

    /// Waits until every worker has ended. The queue must be closed already.
    ///
    /// On a worker it returns at once. A thread cannot wait for its own end, and two
    /// workers that waited for each other would wait for ever.
    pub fn join(&self) {
        if self.contains_current() {
            return;
        }
        let mut threads = self.threads.lock().unwrap();
        while let Some(thread) = threads.pop() {
            drop(thread.join());
        }
    }
}
