//! Who counts deaths: how often workers may fail to start, and how long to wait in between.
//!
//! A worker that dies before it says hello had no call, so nobody has lost anything, and
//! another is started. But not at once, and not for ever. What made it fail (no memory, no
//! free file descriptor) may be over in a moment, or may be a program that is none:
//!
//! | then                   | `pause`            | what leads there                         |
//! |------------------------|--------------------|------------------------------------------|
//! | all is well            | none               | `forgive`: a worker says hello           |
//! | a bad moment           | 10, 20, 40 … ms    | `count`: a worker fails to start         |
//! | it is over, or is not  | none, it has ended | the clock; the next failure is one more  |
//! | too many               |                    | `count` says so; the pool is broken      |
//!
//! **Failures in the same pause are one.** A hundred workers that start together fail
//! together when the memory is gone. Counted one by one they would use up any patience in a
//! millisecond: that is how the first version broke a pool for good over 5 ms without file
//! descriptors.
//!
//! The callers that wait for the end of a pause do so in the [`dispatcher`](super::dispatcher).

use super::deadline::{self, Deadline};
use super::time::{Duration, Instant};

/// The bad moments since a worker last said hello.
pub struct Deaths {
    /// How many in a row.
    moments: u32,
    /// More than so many are too many.
    patience: u32,
    /// The first pause. Each one after it is twice as long as the one before.
    first: Duration,
    /// The end of the last pause. `None`: there was none.
    until: Deadline,
}

impl Deaths {
    /// None yet. `patience` of them in a row are forgiven, with a pause after each.
    pub fn new(patience: u32, first: Duration) -> Deaths {
        Deaths {
            moments: 0,
            patience,
            first,
            until: None,
        }
    }

    // ANCHOR: count
    /// A worker failed to start. Was that one too many?
    pub fn count(&mut self) -> bool {
        if self.pause().is_some() {
            return false; // it had started before the pause began
        }
        self.moments = self.moments.saturating_add(1);
        let factor = 1_u32.checked_shl(self.moments - 1).unwrap_or(u32::MAX);
        let pause = self.first.saturating_mul(factor);
        self.until = match pause.is_zero() {
            true => None,
            false => deadline::after(pause),
        };
        self.moments > self.patience
    }

    /// A worker has said hello: starts do work. A caller that waits already for the end of the
    /// pause waits that long; no other one has to.
    pub fn forgive(&mut self) {
        self.moments = 0;
        self.until = None;
    }
    // ANCHOR_END: count

    /// Until when nobody is to start a worker. `None`: go on.
    pub fn pause(&self) -> Deadline {
        let left = |until: Instant| until.saturating_duration_since(Instant::now());
        self.until.filter(|&until| !left(until).is_zero())
    }
}
