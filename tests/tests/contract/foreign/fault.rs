//! Somebody else's code, which panics.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Wake, Waker};

/// How it panics. From the second on with a payload whose drop panics, with a payload whose
/// drop panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Once, with a text.
    Once,
    /// Once, with a bomb.
    Bomb,
    /// Twice in a row.
    Twice,
    /// Every time, while the pool shuts down.
    Ending,
}

pub const WAYS: [Way; 4] = [Way::Once, Way::Bomb, Way::Twice, Way::Ending];

/// A payload whose drop panics, with a payload whose drop panics.
struct Bomb(u32);

impl Drop for Bomb {
    fn drop(&mut self) {
        if let Some(left) = self.0.checked_sub(1) {
            panic_any(Bomb(left));
        }
    }
}

/// What is to panic, in all the places that have a clone.
#[derive(Clone)]
pub struct Fault(Arc<Strikes>);

struct Strikes {
    way: Way,
    left: AtomicUsize,
    struck: AtomicUsize,
}

impl Fault {
    pub fn new(way: Way) -> Fault {
        let left = match way {
            Way::Once | Way::Bomb => 1,
            Way::Twice => 2,
            Way::Ending => usize::MAX,
        };
        Fault(Arc::new(Strikes {
            way,
            left: AtomicUsize::new(left),
            struck: AtomicUsize::new(0),
        }))
    }

    /// Panics, unless it has done so often enough.
    pub fn strike(&self) {
        let less = |left: usize| left.checked_sub(1);
        if self.0.left.fetch_update(SeqCst, SeqCst, less).is_err() {
            return;
        }
        self.0.struck.fetch_add(1, SeqCst);
        match self.0.way {
            Way::Once => panic!("on purpose"),
            _ => panic_any(Bomb(2)),
        }
    }

    /// How often it has panicked.
    pub fn struck(&self) -> usize {
        self.0.struck.load(SeqCst)
    }

    pub fn way(&self) -> Way {
        self.0.way
    }

    /// Something that panics when it is dropped.
    pub fn in_drop(&self) -> InDrop {
        InDrop(self.clone())
    }

    /// A waker that panics when it is woken.
    pub fn in_wake(&self) -> Waker {
        Waker::from(Arc::new(InWake(self.clone())))
    }

    /// A waker that panics when it is dropped, woken or not.
    pub fn in_wakers_drop(&self) -> Waker {
        Waker::from(Arc::new(InWakersDrop(self.in_drop())))
    }
}

pub struct InDrop(Fault);

impl Drop for InDrop {
    fn drop(&mut self) {
        self.0.strike();
    }
}

struct InWake(Fault);

impl Wake for InWake {
    fn wake(self: Arc<Self>) {
        self.0.strike();
    }
}

struct InWakersDrop(#[expect(dead_code, reason = "for its drop")] InDrop);

impl Wake for InWakersDrop {
    fn wake(self: Arc<Self>) {}
}

/// An initializer's error: its text, its drop.
#[derive(Debug)]
pub enum InError {
    Text(Fault),
    Dropped(#[expect(dead_code, reason = "for its drop")] InDrop),
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fault")
    }
}

impl fmt::Debug for InDrop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fault in its drop")
    }
}

impl fmt::Display for InError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let InError::Text(fault) = self {
            fault.strike();
        }
        f.write_str("an error of the initializer")
    }
}

impl Error for InError {}

/// Runs what may panic on the caller's own thread. Did it? What it carries is leaked.
pub fn panics<T>(code: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(code)) {
        Ok(value) => Some(value),
        Err(payload) => {
            std::mem::forget(payload);
            None
        }
    }
}

/// Takes an outcome apart without a drop. Was it a value?
pub fn is_ok<T, E>(outcome: Result<T, E>) -> bool {
    let ok = outcome.is_ok();
    std::mem::forget(outcome);
    ok
}
