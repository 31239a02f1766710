// Rejected by: model a_waker_may_use_its_slot
//! The waker that another one replaces is dropped under the lock of the slot, and its destructor is
//! foreign code.

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
        *self.lock() = Some(new);
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
