// Rejected by: step 2
//! Starts a thread for each task until there are as many as there may be. So did Python, up to
//! 3.7 (bpo-24882). Every task runs and every result is right; but a hundred small tasks, one
//! after the other, make a hundred threads.

use super::broken::{BrokenThreadPool, Why};
use super::sync::{Mutex, MutexGuard};
use super::thread::{self, JoinHandle, ThreadId};

/// The threads of one executor.
pub struct LazyWorkers {
    /// Protects the count, the threads and both ends together. Workers take it between two
    /// tasks, so nobody waits for anything while he holds it.
    state: Mutex<State>,
    /// Protects nothing, but makes a second `join` wait as long as the first. No worker ever
    /// takes it.
    joining: Mutex<()>,
    max: usize,
    prefix: String,
}

#[derive(Default)]
struct State {
    /// Admitted and not ended. Never counts a task twice: `leave` follows each `admit` once.
    tasks: usize,
    /// All that ever started.
    ids: Vec<ThreadId>,
    /// Those of them that nobody has joined.
    threads: Vec<JoinHandle<()>>,
    /// No thread starts any more.
    closed: bool,
    broken: Option<BrokenThreadPool>,
}

impl LazyWorkers {
    /// Nobody yet; later `max` threads at most, named `prefix_0`, `prefix_1` and so on.
    pub fn new(max: usize, prefix: String) -> LazyWorkers {
        LazyWorkers {
            state: Mutex::default(),
            joining: Mutex::default(),
            max,
            prefix,
        }
    }

    /// Counts one task, and starts a thread on `work` if no thread is free for it.
    ///
    /// # Errors
    ///
    /// Closed, broken, or no thread at all. If there is one, and the system refuses another,
    /// the task has to wait for that one.
    pub fn admit<W: FnOnce() + Send + 'static>(&self, work: impl FnOnce() -> W) -> Result<(), Why> {
        let mut state = self.lock();
        if let Some(broken) = &state.broken {
            return Err(Why::Broken(broken.clone()));
        }
        if state.closed {
            return Err(Why::Closed);
        }
        state.tasks += 1;
        let started = state.ids.len();
        if started == self.max {
            return Ok(());
        }
        let thread = thread::Builder::new()
            .name(format!("{}_{started}", self.prefix))
            .spawn(work());
        match thread {
            Ok(thread) => {
                state.ids.push(thread.thread().id());
                state.threads.push(thread);
            }
            Err(error) if started == 0 => {
                state.tasks -= 1;
                return Err(Why::Spawn(error));
            }
            Err(_) => {} // the next task will try again
        }
        Ok(())
    }

    /// A task has ended, or was admitted and then did not get into the queue.
    pub fn leave(&self) {
        self.lock().tasks -= 1;
    }

    /// Admits nobody and starts no thread from now on.
    pub fn close(&self) {
        self.lock().closed = true;
    }

    /// The same, and says why. The first reason stays.
    pub fn fail(&self, broken: BrokenThreadPool) {
        let mut state = self.lock();
        state.closed = true;
        state.broken.get_or_insert(broken);
    }

    /// Why the pool is broken, if it is.
    pub fn broken(&self) -> Option<BrokenThreadPool> {
        self.lock().broken.clone()
    }

    /// How many threads have been started, ever.
    pub fn started(&self) -> usize {
        self.lock().ids.len()
    }

    /// How many of them have nothing to do, and no task on its way to them.
    pub fn idle(&self) -> usize {
        let state = self.lock();
        state.ids.len().saturating_sub(state.tasks)
    }

    /// Waits until every thread has ended. It must be closed already, and the queue too.
    /// On a worker it returns at once, as in chapter 3.
    pub fn join(&self) {
        if self.contains_current() {
            return;
        }
        let _all = self.joining.lock().unwrap();
        // Closed, so nobody comes after this look.
        let threads = std::mem::take(&mut self.lock().threads);
        for thread in threads {
            // Notified by the end of the thread. Never `Err`: panics are contained.
            let _ = thread.join();
        }
    }

    /// Is the calling thread one of them?
    pub fn contains_current(&self) -> bool {
        self.lock().ids.contains(&thread::current().id())
    }

    /// Never poisoned: no foreign code runs under it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}
