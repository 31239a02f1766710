//! The scoped pool on real threads: one named behaviour each.

#[path = "../models/scope.rs"]
mod scope;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Barrier, mpsc};
use std::thread;

use chapter6::error::BuildError;
use chapter6::scoped;
use chapter6::{Submit, When, as_completed, wait};
use seam::watchdog::within;

#[test]
fn a_panic_ends_the_scope() {
    scope::a_panic_ends_the_scope(60);
}

#[test]
fn zero_workers_or_zero_capacity_is_an_error() {
    let never = |workers, capacity| scoped::scope(workers, capacity, |_| panic!("called"));
    assert!(matches!(never(0, 1), Err::<(), _>(BuildError::ZeroWorkers)));
    assert!(matches!(
        never(1, 0),
        Err::<(), _>(BuildError::ZeroCapacity)
    ));
}

/// Tasks read what is ours, and write to it in disjoint parts: no `Arc`, no lock.
#[test]
fn tasks_borrow_local_data() {
    let words = ["one", "two", "three", "four"].map(String::from);
    let mut lengths = [0; 4];
    scoped::scope(2, 2, |pool| {
        for (word, length) in words.iter().zip(&mut lengths) {
            let _ = pool.submit(|| *length = word.len());
        }
    })
    .unwrap();
    assert_eq!(lengths, [3, 3, 5, 4]);
}

/// Leaving the scope waits for what was submitted, though nobody waited for its futures.
/// (Python case 17)
#[test]
fn all_has_run_when_the_scope_ends() {
    within(60, || {
        let ran = AtomicUsize::new(0);
        let futures = scoped::scope(2, 100, |pool| {
            let submit = |n| pool.submit(move || n);
            for _ in 0..50 {
                let _ = pool.submit(|| ran.fetch_add(1, SeqCst));
            }
            (0..50).map(submit).collect::<Vec<_>>()
        });
        assert_eq!(ran.load(SeqCst), 50);
        let futures = futures.unwrap();
        assert!(futures.iter().all(|future| future.done()));
        for (n, future) in futures.into_iter().enumerate() {
            assert_eq!(future.result().unwrap(), n);
        }
    });
}

/// `n` tasks that wait for each other end: there are `n` workers, with names of their own.
#[test]
fn n_tasks_run_at_once() {
    within(60, || {
        let all = Barrier::new(3);
        let names = scoped::scope(3, 1, |pool| {
            let names = pool.map(3, 0..3, |_| {
                all.wait();
                thread::current().name().map(String::from)
            });
            let mut names: Vec<_> = names.unwrap().map(|name| name.unwrap().unwrap()).collect();
            names.sort();
            names
        });
        assert_eq!(names.unwrap(), ["worker-0", "worker-1", "worker-2"]);
    });
}

#[test]
fn a_panic_is_the_outcome_of_its_task() {
    let outcome = scoped::scope(1, 1, |pool| {
        let failed = pool.submit(|| -> u32 { panic!("a task's panic") });
        assert_eq!(pool.submit(|| 42).result().unwrap(), 42);
        failed.result()
    });
    assert_eq!(outcome.unwrap().unwrap_err().message(), "a task's panic");
}

/// `map` over borrowed inputs with a borrowing closure, in all its forms.
#[test]
fn map_borrows() {
    let text = String::from("a bc def ghij");
    let offset = 10;
    let lengths = scoped::scope(2, 2, |pool| {
        let words = || text.split(' ');
        let length = |word: &str| word.len() + offset;
        let ordered = pool.map(3, words(), length).unwrap();
        let chunks = pool.map(4, words(), length).unwrap().chunks(2);
        let unordered = pool.map_unordered(3, words(), length).unwrap();
        let unwrap = |outcome: Result<usize, _>| outcome.unwrap();
        let mut lengths: [Vec<_>; 3] = [
            ordered.map(unwrap).collect(),
            chunks.map(unwrap).collect(),
            unordered.map(unwrap).collect(),
        ];
        lengths[2].sort();
        lengths
    });
    for lengths in lengths.unwrap() {
        assert_eq!(lengths, [11, 12, 13, 14]);
    }
}

/// The futures of a scope are those of chapter 5, so one waits for them alike.
#[test]
fn as_completed_and_wait_take_scoped_futures() {
    within(60, || {
        let (let_go, may_go) = mpsc::channel();
        let answers = [String::from("fast"), String::from("slow")];
        let order = scoped::scope(2, 2, |pool| {
            let slow = pool.submit(|| {
                may_go.into_iter().next();
                answers[1].as_str()
            });
            let fast = pool.submit(|| answers[0].as_str());
            let waited = wait([slow, fast], When::FirstCompleted, None);
            let_go.send(()).unwrap();
            let futures = waited.done.into_iter().chain(waited.not_done);
            as_completed(futures)
                .map(|future| future.result().unwrap())
                .collect::<Vec<_>>()
        });
        assert_eq!(order.unwrap(), ["fast", "slow"]);
    });
}
