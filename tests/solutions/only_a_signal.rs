//! The exercise `only_a_signal`: a model that catches `bugs/room_for_one.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::as_completed::as_completed;
use super::future::promise;
use super::thread;

/// Each future comes once, also when two complete at once.
pub fn model() {
    let (first, one) = promise();
    let (second, two) = promise();
    let worker = thread::spawn(move || {
        first.settle(Ok(1));
        second.settle(Ok(2));
    });
    assert_eq!(as_completed([one, two]).count(), 2);
    worker.join().unwrap();
}
