// Rejected by: behaviour a_waker_that_panics_as_it_is_dropped_harms_nobody
//! Where a waiting task leaves its waker.
//!
//! The two sides do their two steps in opposite orders:
//!
//! | the waiter, in `poll`        | the worker, which settles    |
//! |------------------------------|------------------------------|
//! | 1. registers its waker       | 1. puts the outcome there    |
//! | 2. looks for the outcome     | 2. takes the waker, wakes it |
//!
//! Why no wake-up is lost: both steps of the slot happen under its lock, so one is first. If
//! the waker is registered first, it is there to be woken. If the slot is looked into
//! first, the outcome was there even before, and the lock hands that on: `poll` finds it.
//! With the left side's steps the other way round, both could miss each other.

use std::task::Waker;

use super::panics;
use super::sync::{Mutex, MutexGuard};

/// Room for one waker: the last one wins. Python: `asyncio`'s `call_soon_threadsafe`, which
/// a future's callback uses to tell the loop.
#[derive(Default)]
pub struct WakerSlot {
    /// Protects the waker, nothing else. A waker's own code never runs under it: cloned,
    /// dropped or woken it may do anything, take locks for example, or poll right here. Its
    /// drop may panic, perhaps while a panic drops the future: that ends here.
    waker: Mutex<Option<Waker>>,
}

impl WakerSlot {
    /// Nobody waits.
    pub fn new() -> WakerSlot {
        WakerSlot::default()
    }

    // ANCHOR: register_and_wake
    /// From now on, wakes this one. A future may be polled by another task than the last
    /// time, and then only that one waits.
    pub fn register(&self, waker: &Waker) {
        // To save a clone, and the drop of an old one: most polls come from the same task.
        let known = self.lock().as_ref().is_some_and(|old| old.will_wake(waker));
        if known {
            return;
        }
        // Cloned without the lock, since that is foreign code.
        let new = waker.clone();
        let old = self.lock().replace(new);
        // After the lock, as the end of a statement ends its guards.
        drop(old);
    }

    /// Wakes the task that waits, if there is one, and only once.
    pub fn wake(&self) {
        // Two statements: in an `if let` the guard would last through the waking.
        let waker = self.lock().take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
    // ANCHOR_END: register_and_wake

    /// Nobody waits any more.
    pub fn clear(&self) {
        let waker = self.lock().take();
        panics::contain(|| drop(waker));
    }

    fn lock(&self) -> MutexGuard<'_, Option<Waker>> {
        self.waker.lock().unwrap()
    }
}
