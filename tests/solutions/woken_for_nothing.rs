//! The exercise `woken_for_nothing`: a model that catches `bugs/if_for_while.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
//! `imp()` starts a thread that wakes everyone who waits, once, at any moment.
#![allow(unused_imports)] // until the model is there

use super::pool::Shared;
use super::sync::Arc;
use super::thread;
use seam::imp::imp;

/// A worker that wakes and finds nothing sleeps on.
pub fn model() {
    let shared = Arc::new(Shared::new());
    let imp = imp();
    let same = Arc::clone(&shared);
    let worker = thread::spawn(move || same.run_one());
    shared.push(Box::new(|| ()));
    worker.join().unwrap();
    imp.join().unwrap();
}
