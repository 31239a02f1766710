//! The exercise `two_who_wait`: a model that catches `bugs/one_waiter_woken.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::future::promise;
use super::sync::Arc;
use super::thread;

/// Everyone who waits for an outcome hears of it.
pub fn model() {
    let (promise, future) = promise();
    let future = Arc::new(future);
    let same = Arc::clone(&future);
    let other = thread::spawn(move || same.error());
    let worker = thread::spawn(move || promise.run(|| 42));
    assert_eq!(future.error(), None);
    assert_eq!(other.join().unwrap(), None);
    worker.join().unwrap();
}
