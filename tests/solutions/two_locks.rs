//! The exercise `two_locks`: a model that catches `bugs/wake_under_lock.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(dead_code, unused_imports)] // until the model is there

use std::task::{Wake, Waker};

use super::StdArc;
use super::sync::{Arc, Mutex};
use super::thread;
use super::waker::WakerSlot;

/// A waker that takes a lock: a waker is foreign code, and may do anything.
struct Counts(Arc<Mutex<u32>>);

impl Wake for Counts {
    fn wake(self: StdArc<Self>) {
        *self.0.lock().unwrap() += 1;
    }
}

/// The thread that holds that lock may use the slot.
pub fn model() {
    let count = Arc::new(Mutex::new(0));
    let waker = Waker::from(StdArc::new(Counts(Arc::clone(&count))));
    let slot = Arc::new(WakerSlot::new());
    slot.register(&waker);
    let worker = {
        let slot = Arc::clone(&slot);
        thread::spawn(move || slot.wake())
    };
    let held = count.lock().unwrap();
    slot.clear();
    drop(held);
    worker.join().unwrap();
}
