//! The exercise `the_last_recruit`: a model that catches `bugs/starts_after_close.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports, dead_code)] // until the model is there

use super::lazy_workers::LazyWorkers;
use super::sync::Arc;
use super::thread;

/// One thread at most.
fn workers() -> Arc<LazyWorkers> {
    Arc::new(LazyWorkers::new(1, "model".into()))
}

/// Admits a task that does nothing. Was it accepted?
fn admit(workers: &LazyWorkers) -> bool {
    workers.admit(|| || ()).is_ok()
}

/// After `close` and `join` no thread starts.
pub fn model() {
    let workers = workers();
    let other = {
        let workers = Arc::clone(&workers);
        thread::spawn(move || admit(&workers))
    };
    workers.close();
    workers.join();
    let started = workers.started();
    other.join().unwrap();
    assert_eq!(workers.started(), started, "a thread after the end");
}
