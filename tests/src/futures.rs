//! A task gives its result back, whatever happens.

use std::sync::{Arc, Barrier, mpsc};
use std::thread;

use crate::tools::{Count, expect, gate, watched};
use crate::{Submits, TaskError};

const OPEN: &str = "the pool is open, and there is room";

/// Each future brings what its own task returned, in whatever order one asks.
pub fn every_future_brings_its_own_result<P: Submits>() {
    watched::<P>(|| {
        let pool = P::build(3, 4);
        let submit = |n: usize| pool.submit(move || n * n).expect(OPEN);
        let futures: Vec<_> = (0..200).map(submit).collect();
        for (n, future) in futures.into_iter().enumerate().rev() {
            assert_eq!(P::result(future).unwrap(), n * n, "another task's result");
        }
    });
}

/// A panic is the outcome of its own task alone, payload and all (rust-threadpool#13: the
/// result never comes).
pub fn a_panic_reaches_its_own_future<P: Submits>() {
    watched::<P>(|| {
        let pool = P::build(1, 8);
        let submit = |n: usize| {
            let task = move || match n % 2 {
                0 => n,
                _ => panic!("task {n} fails on purpose"),
            };
            pool.submit(task).expect(OPEN)
        };
        let (outcome, outcomes) = mpsc::channel();
        let futures: Vec<_> = (0..6).map(submit).collect();
        // Asked from a thread of its own: a future that is never settled is no hang here.
        thread::spawn(move || {
            for future in futures {
                outcome.send(P::result(future)).unwrap();
            }
        });
        for n in 0..6 {
            match expect::<P, _>(&outcomes, &format!("the outcome of task {n}")) {
                Ok(value) => assert_eq!((value, n % 2), (n, 0)),
                Err(error) => assert!(
                    error.to_string().contains(&format!("task {n} fails")),
                    "not its own panic: {error}"
                ),
            }
        }
    });
}

/// Nobody wants the result: the task runs all the same.
pub fn a_dropped_future_detaches<P: Submits>() {
    watched::<P>(|| {
        let ran = Count::default();
        let pool = P::build(2, 4);
        for _ in 0..50 {
            let ran = ran.clone();
            drop(pool.submit(move || ran.up()).expect(OPEN));
        }
        drop(pool);
        assert_eq!(ran.get(), 50, "a detached task did not run");
    });
}

/// Producers submit while the pool shuts down. Every future is settled: by the pool, or,
/// if the task came back, by the one who runs it or drops it (tokio#1875).
pub fn no_future_waits_for_ever<P: Submits>() {
    watched::<P>(|| {
        let pool = Arc::new(P::build(2, 2));
        let start = Arc::new(Barrier::new(4));
        let (until_it_ended, it_has_ended) = gate();
        let (outcome, outcomes) = mpsc::channel();
        for producer in 0..3 {
            let (pool, start) = (Arc::clone(&pool), Arc::clone(&start));
            let it_has_ended = it_has_ended.clone();
            let outcome = outcome.clone();
            thread::spawn(move || {
                start.wait();
                for n in 0..100 {
                    if n == 99 {
                        it_has_ended.wait(); // one at least comes too late, however slow we are
                    }
                    let future = match pool.submit(move || n) {
                        Ok(future) => future,
                        Err(refused) => {
                            let (task, future) = refused.into_inner();
                            match producer {
                                0 => drop(task),
                                _ => task(),
                            }
                            future
                        }
                    };
                    outcome.send(P::result(future)).unwrap();
                }
            });
        }
        drop(outcome);
        start.wait();
        pool.shutdown();
        until_it_ended.open();
        for n in 0..300 {
            match expect::<P, _>(&outcomes, &format!("outcome {n} of 300")) {
                Ok(_) | Err(TaskError::Lost) => {}
                Err(other) => panic!("an outcome that nobody asked for: {other}"),
            }
        }
    });
}

/// A task that was refused settles its future, wherever it is run.
pub fn a_refused_task_settles_its_future<P: Submits>() {
    watched::<P>(|| {
        let pool = P::build(1, 1);
        pool.shutdown();
        let refused = pool.submit(|| 42).err().expect("the pool is closed");
        let (task, future) = refused.into_inner();
        let (outcome, outcomes) = mpsc::channel();
        thread::spawn(move || outcome.send(P::result(future)));
        task();
        let outcome = expect::<P, _>(&outcomes, "the outcome of the task that was refused");
        assert_eq!(outcome.unwrap(), 42);
    });
}
