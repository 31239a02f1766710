//! How long a worker looks around before it sleeps: about as long as it takes to wake one.
//!
//! Nobody knows when the next task comes. If it is soon, the sleep is too early, and costs a
//! wake-up. If it is late, the looking is for nothing. One that looks for as long as a wake-up
//! takes, and then sleeps, pays at most twice what the better choice would have cost, whichever
//! that was.
//!
//! This file has no model: it is about time alone, and the queue is right with any patience. Under
//! loom a worker looks once more, and at once.

use std::hint;
use std::ops::Range;

use super::sync::atomic::{AtomicU32, Ordering::Relaxed};
use super::thread;
use super::time::{Duration, Instant};

/// The first looks come after a pause, in which the worker keeps its processor. It is about a
/// microsecond: a steady producer puts in some tasks meanwhile, which then come under one lock.
const PAUSES: usize = 4;

/// The others come after a yield. The thread that would give us work may want this very
/// processor, and without a yield it gets it when we sleep. All looks take some 15 microseconds.
const YIELDS: usize = 32;

/// A yield that took so long: somebody else has work for this processor.
const LONG: Duration = Duration::from_micros(100);

/// So many times the workers then sleep without a yield: each could cost as much again.
const WITHOUT: u32 = 10_000;

/// The patience of a pool's workers.
#[derive(Default)]
pub struct Patience {
    /// How many times without a yield are left. A guess, for the worker that comes next: nothing
    /// else depends on it. So `Relaxed`, and two that count at once may count as one.
    without: AtomicU32,
}

impl Patience {
    /// The looks of a worker that has run out of tasks.
    pub fn looks(&self) -> Range<usize> {
        match self.without.load(Relaxed) {
            0 => 0..PAUSES + YIELDS,
            left => {
                self.without.store(left - 1, Relaxed);
                0..PAUSES
            }
        }
    }

    /// The time before this look.
    pub fn pause(&self, look: usize) {
        if look < PAUSES {
            return (0..64).for_each(|_| hint::spin_loop());
        }
        let start = Instant::now();
        thread::yield_now();
        self.yield_took(start.elapsed());
    }

    /// A yield has ended, and took so long.
    pub fn yield_took(&self, time: Duration) {
        if time > LONG {
            self.without.store(WITHOUT, Relaxed);
        }
    }
}
