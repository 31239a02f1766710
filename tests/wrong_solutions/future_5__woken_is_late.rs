// Rejected by: model a_wakeup_is_no_timeout
//! A promise and a future: two hands on one cell.
//!
//! | the cell | `done` | `running` | `result`                                            |
//! |----------|--------|-----------|-----------------------------------------------------|
//! | Pending  | no     | no        | waits                                               |
//! | Running  | no     | yes       | waits                                               |
//! | Done     | yes    | no        | takes the outcome, and with it the future is gone   |
//!
//! The holder of the promise goes down this table, never up. A promise that is dropped is
//! settled too, with [`TaskError::Lost`], so no future is left waiting for ever.

use std::mem;

use super::deadline::{self, Deadline, wait_until};
use super::error::TaskError;
use super::panics;
use super::sync::{Arc, Condvar, Mutex, MutexGuard};
use super::time::Duration;

/// What becomes of a task: its value, or the reason why there is none.
pub type Outcome<T> = Result<T, TaskError>;

/// Looks at the outcome before anybody takes it.
type Callback<T> = Box<dyn FnOnce(&Outcome<T>) + Send>;
/// Hears that the outcome is there for the taking.
type Listener = Box<dyn FnOnce() + Send>;

/// A new cell, and the two hands on it.
pub fn promise<T>() -> (Promise<T>, Future<T>) {
    let cell = Arc::new(Cell {
        state: Mutex::new(State {
            life: Life::Pending,
            awaited: false,
            callbacks: Vec::new(),
            listeners: Vec::new(),
        }),
        done: Condvar::new(),
    });
    (Promise(Arc::clone(&cell)), Future(cell))
}

/// The worker's hand: settles the future, once. Dropped, it settles it as lost.
pub struct Promise<T>(Arc<Cell<T>>);

/// The caller's hand: the outcome of a task, once there is one. Python: `Future`.
///
/// Dropping it detaches: the task runs all the same. Its outcome is dropped, with the future or
/// when it comes, and a destructor that panics there harms nobody.
#[must_use = "a dropped future detaches its task, and nobody sees it fail"]
pub struct Future<T>(Arc<Cell<T>>);

// ANCHOR: cell
struct Cell<T> {
    /// Protects the outcome, the callbacks and the listeners together: a callback is there
    /// before the outcome, and the promise runs it, or it comes after, and its bringer does.
    state: Mutex<State<T>>,
    /// "The outcome is there." `result` and `error` wait here; settling notifies all, since
    /// several threads may be in `error`. (But nobody, if nobody waits: a notify is a system
    /// call all the same.)
    done: Condvar,
}

struct State<T> {
    life: Life<T>,
    /// Has anybody gone to sleep at `done`? If not, `settle` saves the notify.
    awaited: bool,
    callbacks: Vec<Callback<T>>,
    listeners: Vec<Listener>,
}

enum Life<T> {
    Pending,
    Running,
    Done(Outcome<T>),
    /// The outcome is in somebody's hands.
    Taken,
}
// ANCHOR_END: cell

impl<T> Promise<T> {
    /// Runs `task` and settles the future with what comes of it, a panic included.
    pub fn run(self, task: impl FnOnce() -> T) {
        self.0.lock().life = Life::Running;
        // What `task` captured is dropped inside, so before anybody sees that it is done.
        let outcome = panics::catch(task).map_err(TaskError::Panicked);
        self.0.settle(outcome);
    }

    /// Settles the future. A second time cannot be written: the promise is gone. Python:
    /// `set_result`, which fails the second time.
    ///
    /// ```compile_fail,E0382
    /// let (promise, future) = chapter5::future::promise();
    /// promise.settle(Ok(1));
    /// promise.settle(Ok(2)); // use of moved value: `promise`
    /// # future.result().unwrap();
    /// ```
    pub fn settle(self, outcome: Outcome<T>) {
        self.0.settle(outcome);
    }
}

// ANCHOR: promise_drop
impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        let unsettled = matches!(self.0.lock().life, Life::Pending | Life::Running);
        if unsettled {
            self.0.settle(Err(TaskError::Lost));
        }
    }
}
// ANCHOR_END: promise_drop

impl<T> Future<T> {
    /// Waits for the outcome. Python: `result()`.
    ///
    /// A task that waits so for another one of its own pool holds a worker while it waits.
    /// If every worker does, that is a deadlock, here as in Python; chapter 7 ends it.
    ///
    /// # Errors
    ///
    /// [`TaskError`] if the task panicked, or will never run.
    pub fn result(self) -> Outcome<T> {
        let outcome = self.wait(None);
        outcome.expect("without a deadline nobody gives up")
    }

    /// Waits for the outcome, for `timeout` at most. Zero looks and does not wait.
    /// Python: `result(timeout)`.
    ///
    /// # Errors
    ///
    /// The future itself, if there was no outcome in all that time.
    pub fn result_timeout(self, timeout: Duration) -> Result<Outcome<T>, Future<T>> {
        let outcome = self.wait(deadline::after(timeout));
        outcome.ok_or(self)
    }

    /// Takes the outcome, or gives up at `deadline`.
    fn wait(&self, deadline: Deadline) -> Option<Outcome<T>> {
        let mut state = self.0.lock();
        while !state.is_done() {
            state.awaited = true;
            // Notified by `settle`.
            state = wait_until(&self.0.done, state, deadline)?;
            if deadline.is_some() && !state.is_done() {
                return None;
            }
        }
        Some(state.take())
    }

    /// Waits, and says what went wrong, if anything did; the outcome stays where it is.
    /// Python: `exception()`.
    pub fn error(&self) -> Option<String> {
        let mut state = self.0.lock();
        loop {
            if let Life::Done(outcome) = &state.life {
                return outcome.as_ref().err().map(TaskError::to_string);
            }
            state.awaited = true;
            // Notified by `settle`.
            state = self.0.done.wait(state).unwrap();
        }
    }

    /// Is the outcome there, so that [`result`](Future::result) would not wait?
    pub fn done(&self) -> bool {
        self.0.lock().is_done()
    }

    /// Is a worker at it, or at its callbacks?
    pub fn running(&self) -> bool {
        matches!(self.0.lock().life, Life::Running)
    }

    /// Has `callback` look at the outcome: the worker, as soon as it is there, or the
    /// caller, now, if it is there already. Python: `add_done_callback`.
    ///
    /// Callbacks run in the order in which they were added, before `result` returns and
    /// without any lock of the pool. One that panics harms neither the worker nor the rest.
    pub fn add_done_callback(&mut self, callback: impl FnOnce(&Outcome<T>) + Send + 'static) {
        let mut state = self.0.lock();
        if !state.is_done() {
            return state.callbacks.push(Box::new(callback));
        }
        // We are the only future (`&mut`) and the promise is done, so nobody misses the
        // outcome while the callback, without the lock, looks at it.
        let outcome = state.take();
        drop(state);
        panics::contain(|| callback(&outcome));
        self.0.lock().life = Life::Done(outcome);
    }

    /// Has `listener` hear that the outcome is there: the worker tells it, right after, or
    /// the caller, now. It does not see the outcome; `result` no longer waits by then.
    /// Listeners hear in the order in which they came. One that panics harms nobody else.
    /// Chapters 6 and 8 wait for many futures with it.
    pub fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        let mut state = self.0.lock();
        if !state.is_done() {
            return state.listeners.push(Box::new(listener));
        }
        drop(state);
        panics::contain(listener);
    }
}

impl<T> Cell<T> {
    // ANCHOR: settle
    fn settle(&self, outcome: Outcome<T>) {
        loop {
            let mut state = self.lock();
            let callbacks = mem::take(&mut state.callbacks);
            if callbacks.is_empty() {
                state.life = Life::Done(outcome);
                let listeners = mem::take(&mut state.listeners);
                let awaited = state.awaited;
                drop(state);
                if awaited {
                    self.done.notify_all();
                }
                return listeners.into_iter().for_each(panics::contain);
            }
            // Foreign code, so not under the lock; and once more round, since meanwhile
            // more callbacks may have come.
            drop(state);
            for callback in callbacks {
                panics::contain(|| callback(&outcome));
            }
        }
    }
    // ANCHOR_END: settle

    /// Never poisoned: no foreign code, neither callbacks nor destructors, runs under it.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap()
    }
}

impl<T> Drop for Cell<T> {
    /// The outcome that nobody has taken goes with the last hand, the worker's or the caller's.
    /// Its destructor is foreign code, too.
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap();
        let life = mem::replace(&mut state.life, Life::Taken);
        panics::contain(|| drop(life));
    }
}

impl<T> State<T> {
    fn is_done(&self) -> bool {
        matches!(self.life, Life::Done(_))
    }

    fn take(&mut self) -> Outcome<T> {
        match mem::replace(&mut self.life, Life::Taken) {
            Life::Done(outcome) => outcome,
            _ => unreachable!("it is done, and only the one future takes it"),
        }
    }
}
