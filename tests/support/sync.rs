//! loom's `sync`, but for the condvar: this one can be woken by an imp.
//!
//! loom's condvars wake only when notified, and never time out. Real ones do both: a wait
//! written with `if` in the place of `while` is right without spurious wake-ups and wrong
//! with them. So an imp, one more thread, notifies every condvar at any moment that loom
//! can think of. For whoever waits there, that is a wake-up for no reason.

pub use loom::sync::*;

use std::time::Duration;

use crate::thread::{self, JoinHandle};

#[path = "clock.rs"]
pub mod time;

loom::lazy_static! {
    /// Protects the condvars made so far in this execution. A std lock: nothing blocks
    /// while it is held, so there is nothing for loom to explore.
    static ref CONDVARS: std::sync::Mutex<Vec<Handle>> = Default::default();
}

/// Not loom's `Arc`, whose every clone and drop would be one more step to explore.
type Handle = std::sync::Arc<loom::sync::Condvar>;

/// A `Condvar` that may wake for no reason, once there is an [`imp`].
pub struct Condvar(Handle);

impl Condvar {
    pub fn new() -> Condvar {
        let condvar = Handle::new(loom::sync::Condvar::new());
        CONDVARS.lock().unwrap().push(Handle::clone(&condvar));
        Condvar(condvar)
    }

    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.0.wait(guard)
    }

    /// Ends by a notify, or when a [`clock_imp`] says that it is late.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        _timeout: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, ())> {
        let wait = |guard| self.0.wait(guard).unwrap();
        Ok((time::sleep_until_expired(guard, wait), ()))
    }

    #[track_caller]
    pub fn notify_one(&self) {
        self.0.notify_one();
    }

    #[track_caller]
    pub fn notify_all(&self) {
        self.0.notify_all();
    }
}

/// Wakes everyone who waits, once, at any moment. Start it when the condvars exist.
pub fn imp() -> JoinHandle<()> {
    let condvars = CONDVARS.lock().unwrap().clone();
    thread::spawn(move || wake(&condvars))
}

/// Makes it late, at any moment: each wait that has a deadline times out.
pub fn clock_imp() -> JoinHandle<()> {
    let condvars = CONDVARS.lock().unwrap().clone();
    thread::spawn(move || time::expire(|| wake(&condvars)))
}

fn wake(condvars: &[Handle]) {
    condvars.iter().for_each(|condvar| condvar.notify_all());
}
