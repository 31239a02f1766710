//! Lazily started threads, and the count that says whether one of them is idle.
//!
//! One number decides: `tasks`, those admitted and not yet ended, waiting or running. A task
//! needs a thread. If there are more tasks than threads, all threads have work, and one more
//! starts, up to `max`. If there are not, some thread is idle or about to be, and takes it.
//!
//! | step    | who takes it                          | `tasks` | threads                      |
//! |---------|---------------------------------------|---------|------------------------------|
//! | `admit` | a submitter, before it queues a task  | + 1     | + 1, if they are fewer than  |
//! |         |                                       |         | the tasks, and than `max`    |
//! | `leave` | a worker, when its task has ended and | - 1     |                              |
//! |         | it is about to look for the next one; |         |                              |
//! |         | a submitter that the queue refused    |         |                              |
//! | `close` | `shutdown`, or a failed initializer   |         | no more from now on          |
//!
//! Each is one step, under one lock. So below `max` there are never fewer threads than tasks in
//! the queue and at work together (unless the system refuses one): a task in the queue has a
//! worker, which is idle, or on its way to the queue. Two things would break that:
//!
//! - *To look in one step and to count in the next.* Two submitters could see the same idle
//!   worker, and each would leave its task to it.
//! - *To queue first and to count second.* A worker could take the task, and leave it, before
//!   it was counted.
//!
//! Tried and rejected: to count the idle threads. Each would say "I am idle" before it sleeps,
//! and a submitter takes one off. But a thread that ends a task and finds the next one in the
//! queue never sleeps, and the thread that the submitter took off sleeps on, uncounted.

use super::broken::{BrokenThreadPool, Why};
use super::sync::{Mutex, MutexGuard};
use super::thread::{self, JoinHandle, ThreadId};

/// The threads of one executor.
pub struct LazyWorkers {
    /// Protects the count, the threads and both ends together. Workers take it between two
    /// tasks, so a thread that holds it waits for nothing.
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
    /// Nor if there is a reason.
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

    /// Counts one task, and starts a thread on `work` if no thread is free for it. One `leave`
    /// must follow, when the task has ended or if it does not get into the queue.
    ///
    /// # Errors
    ///
    /// Closed, broken, or no thread at all. If there is one, and the system refuses another,
    /// the task has to wait for that one.
    pub fn admit<W: FnOnce() + Send + 'static>(&self, work: impl FnOnce() -> W) -> Result<(), Why> {
        let state = self.lock();
        if let Some(broken) = &state.broken {
            return Err(Why::Broken(broken.clone()));
        }
        if state.closed {
            return Err(Why::Closed);
        }
        let started = state.ids.len();
        let free = state.tasks < started;
        drop(state);
        let mut state = self.lock();
        state.tasks += 1;
        if free || started == self.max {
            return Ok(()); // a thread is free for it, or will be when a task has ended
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
            Err(_) => {} // this one waits for a thread that there is; the next one tries again
        }
        Ok(())
    }

    /// A task has ended, or was admitted and then did not get into the queue.
    pub fn leave(&self) {
        // Never less than none: this task was counted when it was admitted, and leaves once.
        self.lock().tasks -= 1;
    }

    /// Admits nobody and starts no thread from now on.
    pub fn close(&self) {
        self.lock().closed = true;
    }

    /// The same, and says why. The first reason stays.
    pub fn fail(&self, broken: BrokenThreadPool) {
        // A reason closes as well: `admit` asks for it first. So nobody hears that it is closed
        // and not why.
        self.lock().broken.get_or_insert(broken);
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
        // More tasks than threads: then none is idle, and some tasks wait.
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
        // Closed, so no thread comes after this look. The lock is given back before the wait:
        // the workers take it between two tasks, and have to do so in order to end.
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
