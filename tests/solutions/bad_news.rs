//! The exercise `bad_news`: a model that catches `bugs/the_end_wakes_nobody.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports, dead_code)] // until the model is there

use super::deaths::Deaths;
use super::dispatcher::Dispatcher;
use super::sync::Arc;
use super::taken::End;
use super::thread;
use super::time::Duration;

/// The workers. Nobody talks to them here, so numbers will do.
type Workers = Arc<Dispatcher<u32>>;

fn workers(places: usize, patience: u32) -> Workers {
    let deaths = Deaths::new(patience, Duration::ZERO);
    Arc::new(Dispatcher::new(places, deaths, |_| ()))
}

/// When the pool breaks, whoever waits for a place is told.
pub fn model() {
    let workers = workers(1, 0);
    let taken = workers.take().ok().unwrap();
    let others = [0; 2].map(|_| {
        let workers = Arc::clone(&workers);
        thread::spawn(move || {
            let broken = End::Broken("dead".into());
            assert_eq!(workers.take().err(), Some(broken));
        })
    });
    taken.stillborn("dead".into());
    for other in others {
        other.join().unwrap();
    }
}
