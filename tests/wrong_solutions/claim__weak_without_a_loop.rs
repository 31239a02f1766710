// Rejected by: model a_dropped_job_settles_its_future or step 1
//! A weak exchange may fail for no reason, and then nobody has the task.
//!
//! Who has the task? One atomic decides.
//!
//! | from → to             | by                                            | on success        |
//! |-----------------------|-----------------------------------------------|-------------------|
//! | `PENDING → RUNNING`   | a worker, from the queue; or a waiter that is | takes the work,   |
//! |                       | a worker, from its future                     | runs it           |
//! | `PENDING → CANCELLED` | `cancel`; or the queue, when it drops the job | takes the work,   |
//! |                       |                                               | drops it          |
//! | `RUNNING → DONE`      | the one that ran it                           | nothing is left   |
//!
//! The first two are a `compare_exchange` from `PENDING`, so of all that try, one wins, and
//! it alone takes the work. Nothing leads back. The writes release (`AcqRel`, and `Release`
//! for `DONE`), since what a loser or an observer does next comes after what the winner did
//! before; their partner is the `Acquire` in `is` and in the exchange that fails. The work
//! itself travels through its lock.

use super::error::TaskError;
use super::outcome::Promise;
use super::panics;
use super::sync::Mutex;
use super::sync::atomic::{AtomicU8, Ordering::AcqRel, Ordering::Acquire, Ordering::Release};

/// In the queue: the first to claim it has it.
pub const PENDING: u8 = 0;
/// Somebody runs it. It can no longer be cancelled, only asked.
pub const RUNNING: u8 = 1;
/// It has run, and its future was settled just before.
pub const DONE: u8 = 2;
/// Nobody will run it. Its future is settled as soon as what it captured is dropped.
pub const CANCELLED: u8 = 3;

/// A task that can be run once or cancelled once, but not both.
pub struct Claim<T> {
    state: AtomicU8,
    /// Protects the work. Only the winner of the exchange ever looks, so it never waits;
    /// it is how safe Rust hands a value from the submitter to one of several threads.
    work: Mutex<Option<Work<T>>>,
}

struct Work<T> {
    promise: Promise<T>,
    task: Box<dyn FnOnce() -> T + Send>,
}

impl<T> Claim<T> {
    /// A pending task that will settle `promise`.
    pub fn new(promise: Promise<T>, task: Box<dyn FnOnce() -> T + Send>) -> Claim<T> {
        Claim {
            state: AtomicU8::new(PENDING),
            work: Mutex::new(Some(Work { promise, task })),
        }
    }

    // ANCHOR: claim
    /// Runs the task here and now, if nobody else has it.
    pub fn run(&self) -> bool {
        let Some(Work { promise, task }) = self.take(RUNNING) else {
            return false;
        };
        promise.run(task);
        self.state.store(DONE, Release); // nobody else writes after RUNNING
        true
    }

    /// Settles the future with `why` and drops the task, if nobody else has it.
    pub fn cancel(&self, why: TaskError) -> bool {
        let Some(Work { promise, task }) = self.take(CANCELLED) else {
            return false;
        };
        // Without any lock: what the task captured may do anything as it is dropped, also
        // panic. And before the future is settled: once its outcome is seen, all that is gone.
        panics::contain(|| drop(task));
        promise.settle(Err(why));
        true
    }

    /// Is it in this state now?
    pub fn is(&self, state: u8) -> bool {
        self.state.load(Acquire) == state
    }

    /// Wins the work by moving the state to `to`, or loses.
    fn take(&self, to: u8) -> Option<Work<T>> {
        self.state
            .compare_exchange_weak(PENDING, to, AcqRel, Acquire)
            .ok()?;
        self.work.lock().unwrap().take()
    }
    // ANCHOR_END: claim
}
