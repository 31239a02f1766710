//! Helping: a worker that waits for a task of its own pool runs it.
//!
//! The only worker of a pool waits for a task that is in the queue behind it: nobody is left
//! to run that one, and the two wait for ever. Python documents this deadlock. But a waiter
//! has a future, and with it the claim. What the free worker would have done, it can do
//! itself.
//!
//! | a worker waits                     | and helps                                            |
//! |------------------------------------|------------------------------------------------------|
//! | for one task, or for each of many  | at once: it cannot go on without it                  |
//! | for any of several                 | if no worker of its pool is left: [`crew`]           |
//! | until a time-out                   | never: it could not give up a task that it has begun |
//!
//! To help is to claim a pending task and to run it, here, on the waiter's own stack. If the
//! task is running some other worker has it, and if it is done there is nothing to do. Three
//! limits:
//!
//! - Only workers help. On another thread the task would be one more than there are workers.
//!   A worker's own task rests meanwhile.
//! - Only an awaited task is run, and not another one from the queue. That one might want a
//!   lock which the waiter holds, below it on the same stack (rayon#592).
//! - The task that is run may wait, too, and its worker help again, further down on the same
//!   stack. A stack ends, and the process with it. So at [`DEEPEST`] the waiter gets an error.
//!   The task stays where it is, pending, and runs when a worker comes to it. (A task that the
//!   queue refused is in no queue. Run by its submitter, it counts too, and there it is dropped.)
//!
//! What it cannot end is a circle of two pools: a worker of A waits for a task of B, and that one
//! for a pending task of A. Neither is a worker of the pool whose task it waits for, and if there
//! are no others, both wait for ever. Have one pool call the other and never back; or use one
//! pool; or wait with a time-out.
//!
//! [`crew`]: super::crew

use std::cell::Cell;

use super::claim::{Claim, PENDING};
use super::crew::{self, Crew};
use super::error::TaskError;
use super::outcome::Future;
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, Ordering::Relaxed};
use super::thread_local;

/// How many tasks a thread runs one inside the other. Rust gives a thread 2 MiB of stack, so
/// each has 16 KiB.
pub const DEEPEST: usize = 128;

thread_local! {
    /// How many tasks this thread runs now inside of others.
    static DEPTH: Cell<usize> = Cell::default();
}

// ANCHOR: help
/// Before a wait for the task of `claim`: runs it here, if this is one of the workers and
/// nobody else has it. Did it?
///
/// # Errors
///
/// [`TaskError::TooDeep`]. The task is still pending.
pub fn help<T>(claim: &Claim<T>, workers: &Crew) -> Result<bool, TaskError> {
    if !workers.contains_current() {
        return Ok(false);
    }
    match deeper(|| claim.run()) {
        Some(ran) => Ok(ran), // or somebody was faster, and runs it or has cancelled it
        None if claim.is(PENDING) => Err(TaskError::TooDeep),
        None => Ok(false),
    }
}

/// Runs a task inside the one that runs here now; or does not, at [`DEEPEST`].
pub fn deeper<R>(run: impl FnOnce() -> R) -> Option<R> {
    let depth = DEPTH.with(Cell::get);
    if depth == DEEPEST {
        return None;
    }
    let _back = Back(depth);
    DEPTH.with(|now| now.set(depth + 1));
    Some(run())
}
// ANCHOR_END: help

/// Sets the depth back, also if a destructor panics on the way out.
struct Back(usize);

impl Drop for Back {
    fn drop(&mut self) {
        DEPTH.with(|now| now.set(self.0));
    }
}

/// After that, if there is still something to wait for: on a worker, sleeps until the outcome is
/// there, and its pool knows.
pub fn sleep<T>(outcome: &Future<T>) {
    if !crew::is_worker() || outcome.done() {
        return;
    }
    // Relaxed: who reads it has the lock of the crew; and a worker that wrote it has had that
    // lock since, if it sleeps.
    let there = Arc::new(AtomicBool::new(false));
    let ready = Arc::clone(&there);
    outcome.when_done(move || there.store(true, Relaxed));
    crew::blocking(move || ready.load(Relaxed), || outcome.error());
}
