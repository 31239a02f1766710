//! A rung of the ladder: a task, its future and its result in one allocation.
//!
//! Chapter 7 makes four for each `submit`: a box for the task, the claim that two share, a box for
//! the queue's hand on it, and the cell for the outcome. Here they are one thing, with the task in
//! it first and the outcome later. The price is in the types: that thing is another for each
//! closure, so both hands are traits. (It can do no more than this: no cancellation, no callbacks.
//! Each would be one more thing in the same place.)
//!
//! | the cell | holds       | `run`                     | `result`             |
//! |----------|-------------|---------------------------|----------------------|
//! | pending  | the task    | takes it: running         | waits                |
//! | running  | nothing     | does nothing              | waits                |
//! | done     | the outcome | does nothing              | takes it             |

use std::mem;

use super::StdArc;
use super::panics::{self, Payload};
use super::sync::{Condvar, Mutex};

/// The queue's hand: what a worker does with it.
pub trait Run: Send + Sync {
    /// Runs the task, the first time.
    fn run(&self);
}

/// The future's hand.
trait Wait<T>: Send + Sync {
    fn wait(&self) -> Result<T, Payload>;
}

struct Cell<T, F> {
    /// Protects what is in it, and whether anybody waits for that.
    state: Mutex<State<T, F>>,
    /// "The outcome is there." `wait` waits here, `run` notifies.
    done: Condvar,
}

struct State<T, F> {
    life: Life<T, F>,
    /// Somebody sleeps at `done`.
    awaited: bool,
}

enum Life<T, F> {
    Pending(F),
    Running,
    Done(Result<T, Payload>),
}

/// The outcome of a task, once there is one.
pub struct Future<T>(StdArc<dyn Wait<T>>);

impl<T> Future<T> {
    /// Waits for the outcome.
    ///
    /// # Errors
    ///
    /// What the task panicked with.
    pub fn result(self) -> Result<T, Payload> {
        self.0.wait()
    }
}

/// A task's two ends, and one allocation for both.
pub fn task<T, F>(task: F) -> (StdArc<dyn Run>, Future<T>)
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    let state = State {
        life: Life::Pending(task),
        awaited: false,
    };
    let cell = StdArc::new(Cell {
        state: Mutex::new(state),
        done: Condvar::new(),
    });
    let run: StdArc<dyn Run> = cell.clone();
    (run, Future(cell))
}

impl<T: Send, F: FnOnce() -> T + Send> Run for Cell<T, F> {
    fn run(&self) {
        let life = mem::replace(&mut self.state.lock().unwrap().life, Life::Running);
        let Life::Pending(task) = life else { return };
        let outcome = panics::catch(task); // without the lock: it is foreign code
        let awaited = self.state.lock().unwrap().awaited;
        self.state.lock().unwrap().life = Life::Done(outcome);
        if awaited {
            self.done.notify_all();
        }
    }
}

impl<T: Send, F: Send> Wait<T> for Cell<T, F> {
    fn wait(&self) -> Result<T, Payload> {
        let mut state = self.state.lock().unwrap();
        loop {
            match mem::replace(&mut state.life, Life::Running) {
                Life::Done(outcome) => return outcome,
                other => state.life = other,
            }
            state.awaited = true;
            // Notified by `run`.
            state = self.done.wait(state).unwrap();
        }
    }
}
