//! Helping: a worker that waits for a task of its own pool runs it.
//!
//! The only worker of a pool waits for a task that is in the queue behind it: nobody is left
//! to run that one, and the two wait for ever. Python documents this deadlock. But a waiter
//! has a future, and with it the claim. What the free worker would have done, it can do
//! itself.
//!
//! | the task is           | a worker that waits for it                                 |
//! |-----------------------|------------------------------------------------------------|
//! | pending               | claims it and runs it, here, on its own stack              |
//! | running               | waits: some other worker has it, and settles the future    |
//! | done, or cancelled    | finds nothing to run, and the outcome there                |
//!
//! So no worker waits for a task that only it could run. Three limits:
//!
//! - Only workers help. On another thread the task would be one more than there are workers.
//!   A worker's own task rests meanwhile.
//! - Only the awaited task is run, and not another one from the queue. That one might want a
//!   lock which the waiter holds, below it on the same stack (rayon#592).
//! - A wait that ends by itself, by a time-out, does not help. It could not give up a task
//!   that it has begun.

use super::claim::Claim;
use super::thread::{self, ThreadId};

/// The workers of a pool, for those who have to know whether they are one of them. In this
/// chapter a list that is complete before the first task; chapter 10 starts its workers one
/// by one.
pub trait Crew {
    /// Is the calling thread one of them?
    fn contains_current(&self) -> bool;
}

impl Crew for Vec<ThreadId> {
    fn contains_current(&self) -> bool {
        self.contains(&thread::current().id())
    }
}

/// Before a wait for the task of `claim`: runs it here, if this is one of the workers and
/// nobody else has it.
pub fn help<T>(claim: &Claim<T>, workers: &impl Crew) {
    if workers.contains_current() {
        claim.run(); // or somebody was faster, and runs it or has cancelled it
    }
}
