//! The exercise `second_task`: a model that catches `bugs/join_under_lock.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::pool::Pool;
use super::sync::Arc;

/// A task that is waited for may use the pool.
pub fn model() {
    let pool = Arc::new(Pool::new());
    let same_pool = Arc::clone(&pool);
    pool.execute(move || same_pool.execute(|| ()));
    pool.join();
}
