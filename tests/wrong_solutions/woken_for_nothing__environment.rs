// Rejected by: std::env tells where
//! The exercise `woken_for_nothing`: a model that catches `bugs/if_for_while.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
//! `imp()` starts a thread that wakes everyone who waits, once, at any moment.
#![allow(unused_imports)] // until the model is there

use super::pool::Shared;
use super::sync::{Arc, imp};
use super::thread;

/// A worker that wakes and finds nothing sleeps on.
pub fn model() {
    let shared = Arc::new(Shared::new());
    let same = Arc::clone(&shared);
    let worker = thread::spawn(move || same.run_one());
    shared.push(Box::new(|| ()));
    worker.join().unwrap();
    assert!(std::env::var_os("RUN_PLANTED_BUG").is_none());
}
