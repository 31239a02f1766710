//! loom's `sync`, with condvars that imps can wake.
//!
//! loom's condvars wake only when notified, and never time out. Real ones do both, and a
//! wait written with `if` in the place of `while` is right without spurious wake-ups and
//! wrong with them. So an [`imp`], one more thread, wakes everyone at any moment that loom
//! can think of: for whoever waits, a wake-up for no reason. A [`clock_imp`] makes it late
//! at any moment, and wakes whoever has a deadline.
//!
//! Locks and condvars do exactly what loom's do. They are wrapped so that an imp, which
//! knows nothing of their types, can get hold of them, and so that each step can be written
//! down ([`trace`]).

pub use loom::sync::*;

use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use thread::JoinHandle;

#[path = "atomic.rs"]
pub mod atomic;
#[path = "thread.rs"]
pub mod thread;
#[path = "clock.rs"]
pub mod time;
#[path = "trace.rs"]
pub mod trace;

use trace::Object;

/// Shared with imps. Not loom's `Arc`: its clones and drops would be steps to explore.
type Shared<T> = std::sync::Arc<T>;
type Gate = Shared<loom::sync::Mutex<()>>;
type Bell = Shared<loom::sync::Condvar>;

loom::lazy_static! {
    /// Protects the condvars made so far in this execution. A std lock, here and below:
    /// nothing blocks while it is held, so there is nothing for loom to explore.
    static ref CONDVARS: std::sync::Mutex<Vec<(Bell, Object)>> = Default::default();
    /// Protects the waits that have a deadline.
    static ref TIMED: std::sync::Mutex<Vec<Timed>> = Default::default();
}

/// A wait that has a deadline.
#[derive(Clone)]
struct Timed {
    gate: Gate,
    bell: Bell,
    /// Changed and read behind the gate.
    asleep: Shared<AtomicBool>,
    /// For the record: the lock, and the condvar.
    objects: (Object, Object),
}

/// loom's lock, `gate`, and the data behind it. Whoever is through the gate is alone, so
/// the std lock on the data is never contended.
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
        trace::step("unlock", Some(self.0), "");
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
        trace::step("wants", Some(self.object), "");
        let gate = self.gate.lock().unwrap();
        trace::step("lock", Some(self.object), "");
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

impl Condvar {
    #[track_caller]
    pub fn new() -> Condvar {
        let bell = Bell::default();
        let object = Object::new(Some(Location::caller()));
        CONDVARS.lock().unwrap().push((Bell::clone(&bell), object));
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
        trace::step("wait", Some(self.1), lock.object);
        let gate = self.0.wait(gate).unwrap();
        trace::step("woken", Some(self.1), lock.object);
        Ok(lock.enter(gate))
    }

    /// Ends by a notify, or when the clock's imp makes it late.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        _timeout: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, ())> {
        let timed = Timed {
            gate: Gate::clone(&guard.lock.gate),
            bell: Bell::clone(&self.0),
            asleep: Shared::new(AtomicBool::new(true)),
            objects: (guard.lock.object, self.1),
        };
        TIMED.lock().unwrap().push(timed.clone());
        // After the entry: if the imp missed that, then we do not miss the hour.
        if time::is_late() {
            trace::step("late", Some(self.1), "");
            return Ok((guard, ()));
        }
        let guard = self.wait(guard).unwrap();
        timed.asleep.store(false, SeqCst);
        Ok((guard, ()))
    }

    #[track_caller]
    pub fn notify_one(&self) {
        self.0.notify_one();
        trace::step("notify_one", Some(self.1), "");
    }

    #[track_caller]
    pub fn notify_all(&self) {
        self.0.notify_all();
        trace::step("notify_all", Some(self.1), "");
    }
}

/// Wakes everyone who waits, once, at any moment. Start it when the condvars exist.
pub fn imp() -> JoinHandle<()> {
    let condvars = CONDVARS.lock().unwrap().clone();
    thread::spawn(move || {
        for (bell, object) in condvars {
            bell.notify_all();
            trace::step("imp", Some(object), "");
        }
    })
}

/// Makes it late, at any moment: every wait that has a deadline times out.
pub fn clock_imp() -> JoinHandle<()> {
    thread::spawn(|| {
        time::make_late();
        trace::step("clock", None, "");
        let waits = std::mem::take(&mut *TIMED.lock().unwrap());
        for wait in waits {
            let (lock, condvar) = wait.objects;
            // Behind the gate: whoever looked at the clock before is asleep by now.
            let behind = wait.gate.lock().unwrap();
            trace::step("lock", Some(lock), "");
            // Not if a notify came first: this one would also wake those without deadline.
            if wait.asleep.load(SeqCst) {
                wait.bell.notify_all();
                trace::step("notify_all", Some(condvar), "");
            }
            trace::step("unlock", Some(lock), "");
            drop(behind);
        }
    })
}
