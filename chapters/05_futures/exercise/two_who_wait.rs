//! The exercise `two_who_wait`: a model that catches `bugs/one_waiter_woken.rs`.
//!
//! loom runs `model` in every interleaving. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::future::promise;
use super::sync::Arc;
use super::thread;

/// Everyone who waits for an outcome hears of it.
pub fn model() {
    todo!("write the model")
}
