//! What a thread can be about to do, and what can be chosen.
//!
//! Threads and objects have numbers. They are the same in every execution: see
//! [`World`](super::world::World).

/// What a thread is about to do. It has said so, and waits to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// It was spawned, and has not begun.
    Start,
    /// To take a lock.
    Lock(usize),
    /// To give a lock up and fall asleep on a condvar, in one step.
    Wait {
        /// Where it will sleep.
        condvar: usize,
        /// What it gives up.
        lock: usize,
        /// The clock may end it.
        timed: bool,
    },
    /// It sleeps on a condvar. Nothing that it does itself can end that.
    Asleep {
        /// Where.
        condvar: usize,
        /// What it will need when it wakes.
        lock: usize,
        /// The clock may end it.
        timed: bool,
    },
    /// It was woken, and needs its lock again.
    Relock {
        /// Where it slept.
        condvar: usize,
        /// What it needs.
        lock: usize,
    },
    /// To wake one of those who sleep on a condvar.
    NotifyOne(usize),
    /// To wake them all.
    NotifyAll(usize),
    /// To read or change an atomic, by the operation of this name.
    Access(usize, &'static str),
    /// To drop a handle that may be the last one.
    Release(usize),
    /// To wait for the end of a thread.
    Join(usize),
    /// To wait for its own token, and take it.
    Park,
    /// To leave a thread its token.
    Unpark(usize),
    /// To let others go first.
    Yield,
    /// To look at a clock on which it may get late.
    Clock,
    /// It has ended.
    Ended,
}

/// What one sees in an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Inside {
    /// In a queue: who has put in the first value, the second, and so on.
    Values(Vec<usize>),
    /// In an atomic.
    Number(u64),
}

/// One way to go on from a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// This thread does what it is about to do.
    Run(usize),
    /// It is about to notify one of several, and this one it will be.
    Wake {
        /// Who notifies.
        by: usize,
        /// Who wakes.
        whom: usize,
    },
    /// This thread wakes up for no reason.
    Spurious(usize),
    /// It gets late: every time-out has ended.
    Late,
}

impl Choice {
    /// The thread that takes the step. `None`: it is the machine's.
    pub fn thread(self) -> Option<usize> {
        match self {
            Choice::Run(thread) | Choice::Wake { by: thread, .. } => Some(thread),
            Choice::Spurious(_) | Choice::Late => None,
        }
    }
}
