//! The exercise `true_token`: a model that catches `bugs/panic_keeps_it_free.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports, dead_code)] // until the model is there

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::gil::{Gil, Python};
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::thread;
use super::time::Duration;

/// Some interval. In this model nobody is ever late.
const INTERVAL: Duration = Duration::from_millis(5);

/// A step of Python: nobody else may be in one.
fn step(_py: &mut Python<'_>, inside: &AtomicBool) {
    assert!(!inside.swap(true, SeqCst), "two threads hold the GIL");
    inside.swap(false, SeqCst);
}

/// A call into C, without the GIL. It panics, and the panic is caught here.
fn call_that_panics(py: &mut Python<'_>) {
    let call = AssertUnwindSafe(|| py.allow_threads(|| resume_unwind(Box::new(()))));
    assert!(catch_unwind(call).is_err());
}

/// After a call that panicked, its thread has the GIL again.
pub fn model() {
    let gil = Arc::new(Gil::new(INTERVAL));
    let inside = Arc::new(AtomicBool::new(false));
    let other = {
        let (gil, inside) = (Arc::clone(&gil), Arc::clone(&inside));
        thread::spawn(move || gil.with(|py| step(py, &inside)))
    };
    gil.with(|py| {
        call_that_panics(py);
        step(py, &inside);
    });
    other.join().unwrap();
}
