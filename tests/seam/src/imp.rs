//! Imps: threads of the model that do what a real machine may do at any moment.
//!
//! loom's condvars wake only when notified, and never time out. Real ones do both, and a
//! wait written with `if` in place of `while` is right without spurious wake-ups and wrong
//! with them. So an [`imp`], one more thread, wakes every waiter at any moment that loom can
//! think of: a wake-up for no reason. A [`clock_imp`] makes it late at any moment, and wakes
//! the waiters that have a deadline.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use crate::recorder::{self, Object};
use crate::thread::{self, JoinHandle};
use crate::time;

/// Shared with imps. Not loom's `Arc`: its clones and drops would be steps to explore.
pub(crate) type Shared<T> = std::sync::Arc<T>;
/// The lock of a [`Mutex`](crate::sync::Mutex), without the type of its data.
pub(crate) type Gate = Shared<loom::sync::Mutex<()>>;
/// What a [`Condvar`](crate::sync::Condvar) rings.
pub(crate) type Bell = Shared<loom::sync::Condvar>;

loom::lazy_static! {
    /// Protects the condvars made so far in this execution. A std lock, here and below:
    /// nothing blocks while it is held, so there is nothing for loom to explore.
    static ref CONDVARS: std::sync::Mutex<Vec<(Bell, Object)>> = Default::default();
    /// Protects the waits that have a deadline.
    static ref TIMED: std::sync::Mutex<Vec<Timed>> = Default::default();
}

/// A wait that has a deadline.
#[derive(Clone)]
pub(crate) struct Timed {
    pub gate: Gate,
    pub bell: Bell,
    /// Changed and read behind the gate.
    pub asleep: Shared<AtomicBool>,
    /// For the record: the lock, and the condvar.
    pub objects: (Object, Object),
}

/// A new condvar, which every imp that starts from now on will ring.
pub(crate) fn knows(bell: &Bell, object: Object) {
    CONDVARS.lock().unwrap().push((Bell::clone(bell), object));
}

/// A wait that the clock's imp has to end.
pub(crate) fn knows_timed(wait: &Timed) {
    TIMED.lock().unwrap().push(wait.clone());
}

/// Wakes every waiter, once, at any moment. Start it when the condvars exist.
pub fn imp() -> JoinHandle<()> {
    let condvars = CONDVARS.lock().unwrap().clone();
    thread::spawn(move || {
        for (bell, object) in condvars {
            bell.notify_all();
            recorder::step("imp", Some(object), "");
        }
    })
}

/// Makes it late, at any moment: every wait that has a deadline times out.
pub fn clock_imp() -> JoinHandle<()> {
    thread::spawn(|| {
        time::make_late();
        recorder::step("clock", None, "");
        let waits = std::mem::take(&mut *TIMED.lock().unwrap());
        for wait in waits {
            let (lock, condvar) = wait.objects;
            // Behind the gate: a waiter that looked at the clock before is asleep by now.
            let behind = wait.gate.lock().unwrap();
            recorder::step("lock", Some(lock), "");
            // Not if a notify came first: this one would also wake those without deadline.
            if wait.asleep.load(SeqCst) {
                wait.bell.notify_all();
                recorder::step("notify_all", Some(condvar), "");
            }
            recorder::step("unlock", Some(lock), "");
            drop(behind);
        }
    })
}
