//! How long a worker looks around before it sleeps: about as long as it takes to wake it.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Default)]
pub struct Patience {
    skip: AtomicU32,
}
const SPINS: usize = 4;
const YIELDS: usize = 32;

impl Patience {
    pub fn looks(&self) -> Range<usize> {
        match self.skip.load(Relaxed) {
            0 => 0..SPINS + YIELDS,
            left => {
                self.skip.store(left - 1, Relaxed);
                0..SPINS
            }
        }
    }
    pub fn pause(&self, look: usize) {
        if look < SPINS {
            (0..64).for_each(|_| std::hint::spin_loop());
            return;
        }
        let start = Instant::now();
        thread::yield_now();
        if start.elapsed() > Duration::from_micros(100) {
            self.skip.store(10_000, Relaxed);
        }
    }
}
