//! Chapter 6's functions on chapter 7's futures, inside a task of the very same pool too.

use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use chapter6::{Completion, Submit, When, as_completed, wait};
use chapter7::crew::{self, Crew};
use chapter7::{Future, Pool};
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

/// A success that is done before the first failure is none: the wait goes on until that comes.
#[test]
fn a_success_is_no_failure() {
    within(60, || {
        let pool = Pool::new(1, 8).unwrap();
        let success = pool.submit(|| ()).unwrap();
        let (let_go, may_go) = mpsc::channel::<()>();
        let failure = pool.submit(move || may_go.recv().unwrap()).unwrap();
        let pending = pool.submit(|| ()).unwrap();
        while !success.done() {
            std::thread::yield_now();
        }
        assert!(!success.failed() && !failure.failed() && !pending.failed());
        let waits = std::thread::spawn(|| {
            let waited = wait([success, failure, pending], When::FirstException, None);
            waited.done.iter().any(|future| future.error().is_some())
        });
        drop(let_go); // and with it the second task panics
        assert!(waits.join().unwrap(), "it ended without a failure");
    });
}

/// The first task needs its waiter, the second does not, and workers are free: none of the waits
/// for any of them runs the first on the stack of the one that would let it go.
#[test]
fn a_wait_for_any_leaves_the_work_to_free_workers() {
    within(60, || {
        let pool = Arc::new(Pool::new(3, 8).unwrap());
        let same_pool = Arc::clone(&pool);
        let task = move || {
            for wait_for_one in [
                |both| as_completed(both).next().unwrap().result().unwrap(),
                |both| {
                    let waited = wait(both, When::FirstCompleted, None);
                    let first = waited.done.into_iter().next();
                    first.unwrap().result().unwrap()
                },
            ] as [fn([Future<&str>; 2]) -> &str; 2]
            {
                let (let_go, may_go) = mpsc::channel::<()>();
                let slow = same_pool.submit(move || may_go.recv().map_or("slow", |()| "slow"));
                let fast = same_pool.submit(|| "fast");
                assert_eq!(wait_for_one([slow.unwrap(), fast.unwrap()]), "fast");
                drop(let_go);
            }
            let (let_go, may_go) = mpsc::channel::<()>();
            let may_go = Mutex::new(may_go);
            let names = same_pool.map_unordered(2, ["slow", "fast"], move |name| {
                if name == "slow" {
                    let _ = may_go.lock().unwrap().recv();
                }
                name
            });
            let mut names = names.unwrap().map(Result::unwrap);
            assert_eq!(names.next(), Some("fast"));
            drop(let_go);
            assert_eq!(names.next(), Some("slow"));
        };
        pool.submit(task).unwrap().result().unwrap();
    });
}

/// All workers of a pool wait, each for any of its own tasks: each helps in its turn.
#[test]
fn all_workers_wait_for_any() {
    within(60, || {
        for workers in 1..=4 {
            let pool = Arc::new(Pool::new(workers, 64).unwrap());
            let all_here = Arc::new(Barrier::new(workers));
            let outer: Vec<_> = (0..workers)
                .map(|_| {
                    let (same_pool, all_here) = (Arc::clone(&pool), Arc::clone(&all_here));
                    let task = move || {
                        all_here.wait(); // so that no worker is free
                        let submit = |n: u32| same_pool.submit(move || n).expect("there is room");
                        let results = as_completed((1..=4).map(submit));
                        results.map(|f| f.result().unwrap()).sum::<u32>()
                    };
                    pool.submit(task).unwrap()
                })
                .collect();
            for future in outer {
                assert_eq!(future.result().unwrap(), 10);
            }
        }
    });
}

/// One worker sleeps in a channel and says so. The other waits for any, and whichever is the last
/// to fall asleep, it helps.
#[test]
fn a_task_may_say_that_it_blocks() {
    within(60, || {
        let pool = Arc::new(Pool::new(2, 8).unwrap());
        let (done, is_done) = mpsc::channel::<()>();
        let (started, is_started) = mpsc::channel();
        let blocks = pool.submit(move || {
            started.send(()).unwrap();
            chapter7::blocking(|| false, || is_done.recv().is_ok())
        });
        is_started.recv().unwrap(); // so that no worker is free
        let same_pool = Arc::clone(&pool);
        let waits = pool.submit(move || {
            let task = same_pool.submit(|| 42).expect("there is room");
            let result = as_completed([task]).next().unwrap().result().unwrap();
            done.send(()).unwrap();
            result
        });
        assert_eq!(waits.unwrap().result().unwrap(), 42);
        assert!(blocks.unwrap().result().unwrap());
    });
}

/// The last of three to fall asleep nudges the other two. One of them comes again while the second
/// has not come back yet: it sleeps, for the second is awake, as good as.
#[test]
fn who_is_nudged_is_awake() {
    within(60, || {
        let crew = Crew::new(3);
        let worker = |work: Box<dyn FnOnce() + Send>| {
            let crew = crew.clone();
            thread::spawn(move || {
                crew.join();
                work();
            })
        };
        let (asleep, are_asleep) = mpsc::channel();
        let (nudge, is_nudged) = mpsc::channel();
        let (sleeps, does_sleep) = mpsc::channel();
        let says = asleep.clone();
        let first = worker(Box::new(move || {
            let wait = || {
                says.send(()).unwrap();
                is_nudged.recv().unwrap();
            };
            let nudge = move || nudge.send(()).unwrap();
            crew::asleep(|| false, Some(Box::new(nudge)), wait).unwrap();
            let again = crew::asleep(|| false, Some(Box::new(|| ())), || ());
            sleeps.send(again.is_some()).unwrap();
        }));
        let (let_go, may_come_back) = mpsc::channel::<()>();
        let slow = worker(Box::new(move || {
            let wait = || {
                asleep.send(()).unwrap();
                may_come_back.recv()
            };
            let _ = crew::asleep(|| false, Some(Box::new(|| ())), wait);
        }));
        are_asleep.recv().unwrap();
        are_asleep.recv().unwrap();
        let (end, has_ended) = mpsc::channel::<()>();
        let last = worker(Box::new(move || {
            let _ = crew::blocking(|| false, || has_ended.recv());
        }));
        let sleeps = does_sleep.recv().unwrap();
        drop((let_go, end));
        for worker in [first, slow, last] {
            worker.join().unwrap();
        }
        assert!(sleeps, "it was to help, and another one is awake");
    });
}

/// A wait with a time-out runs nothing: what it would have run needs its waiter.
#[test]
fn a_wait_with_a_timeout_never_helps() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 8).unwrap());
        let same_pool = Arc::clone(&pool);
        let task = move || {
            for when in [
                When::FirstCompleted,
                When::FirstException,
                When::AllCompleted,
            ] {
                let (let_go, may_go) = mpsc::channel::<()>();
                let needs_us = same_pool.submit(move || may_go.recv().is_err()).unwrap();
                let timeout = Duration::from_millis(1);
                let waited = wait([needs_us], when, Some(timeout));
                assert_eq!((waited.done.len(), waited.not_done.len()), (0, 1));
                let mut late = as_completed(waited.not_done).timeout(timeout);
                assert!(matches!(late.next(), Some(Err(_))));
                drop(let_go);
            }
        };
        pool.submit(task).unwrap().result().unwrap();
    });
}
