//! loom's `sync`, with locks and condvars that imps can get hold of, and that the recorder
//! sees.
//!
//! They do exactly what loom's do. They are wrapped because an [`imp`], which knows nothing of
//! their types, has to ring every condvar there is, and because each step is to be written
//! down ([`recorder`]).

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

pub use loom::sync::*;
pub use std::sync::PoisonError;

pub mod atomic;
mod late;
mod waits;

pub use late::WaitTimeoutResult;

use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use crate::imp::{self, Bell, Gate, Shared, Timed};
use crate::recorder::{self, Object};
use crate::time;

/// loom's lock, `gate`, and the data behind it. The thread behind the gate is alone,
/// so the std lock on the data is never contended.
pub struct Mutex<T> {
    gate: Gate,
    data: std::sync::Mutex<T>,
    object: Object,
}

/// Fields are dropped in their order: the data's lock first, then the gate.
pub struct MutexGuard<'a, T> {
    data: std::sync::MutexGuard<'a, T>,
    held: Held,
    gate: loom::sync::MutexGuard<'a, ()>,
    lock: &'a Mutex<T>,
}

/// Writes down the end of a lock, just before it.
struct Held(Object);

impl Drop for Held {
    fn drop(&mut self) {
        recorder::step("unlock", Some(self.0), "");
    }
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Mutex<T> {
        Mutex {
            gate: Gate::default(),
            data: std::sync::Mutex::default(),
            object: Object::new(None), // the place is that of `derive`
        }
    }
}

impl<T> Mutex<T> {
    #[track_caller]
    pub fn new(data: T) -> Mutex<T> {
        Mutex {
            gate: Gate::default(),
            data: std::sync::Mutex::new(data),
            object: Object::new(Some(Location::caller())),
        }
    }

    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        recorder::step("wants", Some(self.object), "");
        let gate = self.gate.lock().unwrap();
        recorder::step("lock", Some(self.object), "");
        Ok(self.enter(gate))
    }

    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.data.get_mut()
    }

    fn enter<'a>(&'a self, gate: loom::sync::MutexGuard<'a, ()>) -> MutexGuard<'a, T> {
        MutexGuard {
            data: self.data.lock().unwrap(),
            held: Held(self.object),
            gate,
            lock: self,
        }
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.data
    }
}

pub struct Condvar(Bell, Object);

impl Default for Condvar {
    #[track_caller]
    fn default() -> Condvar {
        Condvar::new()
    }
}

impl Condvar {
    #[track_caller]
    pub fn new() -> Condvar {
        let bell = Bell::default();
        let object = Object::new(Some(Location::caller()));
        imp::knows(&bell, object);
        Condvar(bell, object)
    }

    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        let MutexGuard {
            data,
            held,
            gate,
            lock,
        } = guard;
        drop(data);
        std::mem::forget(held); // the wait gives the lock up, and says so itself
        recorder::step("wait", Some(self.1), lock.object);
        let gate = self.0.wait(gate).unwrap();
        recorder::step("woken", Some(self.1), lock.object);
        Ok(lock.enter(gate))
    }

    /// Ends by a notify, or when the clock's imp makes it late.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        _timeout: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let timed = Timed {
            gate: Gate::clone(&guard.lock.gate),
            bell: Bell::clone(&self.0),
            asleep: Shared::new(AtomicBool::new(true)),
            objects: (guard.lock.object, self.1),
        };
        imp::knows_timed(&timed);
        // After the entry: if the imp missed that, then we do not miss the hour.
        if time::is_late() {
            recorder::step("late", Some(self.1), "");
            return Ok((guard, WaitTimeoutResult::known(true)));
        }
        let guard = self.wait(guard).unwrap();
        timed.asleep.store(false, SeqCst);
        Ok((guard, WaitTimeoutResult::unknown()))
    }

    #[track_caller]
    pub fn notify_one(&self) {
        self.0.notify_one();
        recorder::step("notify_one", Some(self.1), "");
    }

    #[track_caller]
    pub fn notify_all(&self) {
        self.0.notify_all();
        recorder::step("notify_all", Some(self.1), "");
    }
}
