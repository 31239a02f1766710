//! The exercise `bad_news`: a model that catches `bugs/the_end_wakes_nobody.rs`.
//!
//! loom runs `model` in every interleaving. It fails if one of them panics or never ends.
#![allow(unused_imports, dead_code)] // until the model is there

use super::dispatcher::{Dispatcher, End};
use super::sync::Arc;
use super::thread;

/// The workers. Nobody talks to them here, so numbers will do.
type Workers = Arc<Dispatcher<u32>>;

fn workers(places: usize, patience: usize) -> Workers {
    Arc::new(Dispatcher::new(places, patience))
}

/// When the pool breaks, whoever waits for a place is told.
pub fn model() {
    let call = |workers: &Workers| match workers.take() {
        Ok(taken) => drop(workers.stillborn(taken.place, || "dead".into())),
        Err(end) => assert_eq!(end, End::Broken("dead".into())),
    };
    let workers = workers(1, 0);
    let other = {
        let workers = Arc::clone(&workers);
        thread::spawn(move || call(&workers))
    };
    call(&workers);
    other.join().unwrap();
}
