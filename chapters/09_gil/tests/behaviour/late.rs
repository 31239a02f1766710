//! A turn that ends just as who waits for it has lost patience. Here it is the test that says when an
//! interval has passed.
#![allow(dead_code, reason = "a part of the file")]

use std::sync::{self, Arc, mpsc};
use std::{thread, time};

use seam::watchdog::within;

#[path = "../../src/gil.rs"]
mod gil;
#[path = "../../src/on_drop.rs"]
mod on_drop;

mod deadline {
    use std::cell::RefCell;
    use std::sync::{Condvar, MutexGuard};
    use std::time::Duration;

    type Hook = RefCell<Option<Box<dyn FnOnce()>>>;

    thread_local! {
        /// This thread's next wait is too late, and this happens before it has the mutex again.
        pub static LATE: Hook = const { RefCell::new(None) };
        /// And the one after that begins. The mutex is held.
        pub static AGAIN: Hook = const { RefCell::new(None) };
    }

    pub fn after(_interval: Duration) -> Option<()> {
        Some(())
    }

    pub fn wait_until<'a, T>(
        condvar: &Condvar,
        guard: MutexGuard<'a, T>,
        _deadline: Option<()>,
    ) -> Option<MutexGuard<'a, T>> {
        if let Some(meanwhile) = LATE.take() {
            drop(guard);
            meanwhile();
            return None;
        }
        if let Some(again) = AGAIN.take() {
            again();
        }
        Some(condvar.wait(guard).unwrap())
    }
}

/// The interval of the turn before has passed. Who has the GIL now has just begun, and is not asked.
#[test]
fn who_has_just_begun_is_not_asked() {
    within(60, || {
        let gil = Arc::new(gil::Gil::default());
        let (late, is_late) = mpsc::channel();
        let (take, taken) = mpsc::channel();
        let (again, waits_again) = mpsc::channel();
        let other = gil.with(|_| {
            let gil = Arc::clone(&gil);
            let other = thread::spawn(move || {
                deadline::LATE.set(Some(Box::new(move || {
                    late.send(()).unwrap();
                    taken.recv().unwrap();
                })));
                deadline::AGAIN.set(Some(Box::new(move || again.send(()).unwrap())));
                gil.with(|_| ());
            });
            is_late.recv().unwrap();
            other
        });
        gil.with(|py| {
            take.send(()).unwrap();
            waits_again.recv().unwrap();
            assert!(!py.checkpoint(), "asked in a turn that has just begun");
        });
        other.join().unwrap();
    });
}
