//! The exercise `two_locks`: a model that catches `bugs/wake_under_lock.rs`.
//!
//! loom runs `model` in every interleaving. It fails if one of them panics or never ends.
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
    todo!("write the model")
}
