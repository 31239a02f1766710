//! What a checker must find. Each of these searches a small program of its own, and fails if
//! something is missing.

use std::collections::BTreeSet;
use std::sync::{Arc as Plain, Mutex as PlainMutex};

use super::graph::{End, Graph};
use super::run::{How, Program, search};
use super::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use super::sync::{Condvar, Mutex};
use super::thread;

/// Searches `program`, and gives what it said in all its executions.
fn outcomes(program: impl Fn() -> String + Send + Sync + 'static) -> (BTreeSet<String>, Graph) {
    let said: Plain<PlainMutex<BTreeSet<String>>> = Plain::default();
    let all = Plain::clone(&said);
    let program: Program = Plain::new(move || {
        let outcome = program();
        all.lock().unwrap().insert(outcome);
    });
    let graph = search(&program, How::default());
    let said = said.lock().unwrap().clone();
    (said, graph)
}

/// Three threads write a letter each: all six orders. Main does something else after one of them, so
/// a search that takes two orders for one meets a state with two futures.
pub fn every_order_is_seen() {
    let (said, _) = outcomes(|| {
        let log = Plain::new(Mutex::new(String::new()));
        let threads = ['a', 'b', 'c'].map(|letter| {
            let log = Plain::clone(&log);
            thread::spawn(move || log.lock().unwrap().push(letter))
        });
        let _ended = threads.map(|thread| thread.join().unwrap());
        let log = log.lock().unwrap().clone();
        if log == "bac" {
            thread::yield_now();
        }
        log
    });
    assert_eq!(said.len(), 6, "an order was not tried");
}

/// Two threads add one to a number, by a load and a store: one of the additions may be lost.
pub fn an_update_may_be_lost() {
    let (said, _) = outcomes(|| {
        let number = Plain::new(AtomicUsize::new(0));
        let threads = [(); 2].map(|()| {
            let number = Plain::clone(&number);
            thread::spawn(move || {
                let old = number.load(SeqCst);
                number.store(old + 1, SeqCst);
            })
        });
        let _ended = threads.map(|thread| thread.join().unwrap());
        number.load(SeqCst).to_string()
    });
    assert_eq!(said.len(), 2, "an order was not tried");
}

/// A thread waits for a notify that may be over, and then there is a second mistake: both ends are
/// found.
pub fn every_end_is_found() {
    let (_, graph) = outcomes(|| {
        let shared = Plain::new((Mutex::new(0), Condvar::new()));
        let other = {
            let shared = Plain::clone(&shared);
            thread::spawn(move || {
                let woken = shared.1.wait(shared.0.lock().unwrap()).unwrap();
                assert_eq!(*woken, 1, "woken too early");
            })
        };
        shared.1.notify_one();
        *shared.0.lock().unwrap() += 1;
        shared.1.notify_one();
        other.join().unwrap();
        String::new()
    });
    let ends = graph.endings();
    let panics = ends.iter().any(|end| matches!(end, End::Panic(_)));
    let all = panics && ends.contains(&&End::Well) && ends.contains(&&End::Stuck(None));
    assert!(all, "an end was not found: {ends:?}");
}
