//! Chapter 6's functions on chapter 7's futures, inside a task of the very same pool too.

use std::sync::Arc;

use chapter6::{Submit, When, as_completed, wait};
use chapter7::Pool;
use seam::watchdog::within;

/// The only worker waits for many tasks of its own pool: it runs them itself.
#[test]
fn a_task_waits_for_many_tasks() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 8).unwrap());
        let same_pool = Arc::clone(&pool);
        let outer = move || {
            let submit = |n: u32| same_pool.submit(move || n).expect("there is room");
            let sum: u32 = as_completed((1..=4).map(submit))
                .map(|f| f.result().unwrap())
                .sum();
            let waited = wait((1..=4).map(submit), When::AllCompleted, None);
            sum + waited.done.len() as u32
        };
        assert_eq!(pool.submit(outer).unwrap().result().unwrap(), 10 + 4);
    });
}

/// So does a `map` inside a task, also when the queue has no room for all of it.
#[test]
fn a_task_maps_over_its_own_pool() {
    within(60, || {
        for workers in 1..=2 {
            let pool = Arc::new(Pool::new(workers, 2).unwrap());
            let same_pool = Arc::clone(&pool);
            let outer = move || {
                let squares = same_pool.map(4, 1..=10_u32, |n| n * n).unwrap();
                squares.map(Result::unwrap).sum::<u32>()
            };
            assert_eq!(pool.submit(outer).unwrap().result().unwrap(), 385);
        }
    });
}

/// A cancelled future is a completed one, and a failed one.
/// (gh-87893 and gh-109934: in Python it hangs the waiter.)
#[test]
fn a_cancelled_future_completes() {
    within(60, || {
        let pool = Pool::new(1, 8).unwrap();
        let (let_go, may_go) = std::sync::mpsc::channel::<()>();
        let busy = pool
            .submit(move || may_go.recv().unwrap_or_default())
            .unwrap();
        let pending = pool.submit(|| ()).unwrap();
        assert!(pending.cancel());
        let waited = wait([busy, pending], When::FirstException, None);
        assert_eq!((waited.done.len(), waited.not_done.len()), (1, 1));
        assert!(waited.done[0].cancelled());
        drop(let_go);
    });
}
