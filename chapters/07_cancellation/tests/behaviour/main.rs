//! Chapter 7's pool and futures on real threads: one named behaviour each. The token's are
//! in `token.rs`.

mod completion;
mod depth;
mod helping;
mod properties;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;
mod token;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use chapter7::error::{TaskError, TrySendError};
use chapter7::{Future, Pending, Pool};
use seam::watchdog::within;

/// A pool of one worker with a task that runs until the sender is dropped.
fn busy_pool(capacity: usize) -> (Arc<Pool>, Future<()>, Sender<()>) {
    let pool = Arc::new(Pool::new(1, capacity).unwrap());
    let (started, is_started) = mpsc::channel();
    let (let_go, may_go) = mpsc::channel();
    let task = move || {
        started.send(()).unwrap();
        let _ = may_go.recv(); // an error: the sender is gone, which is what we wait for
    };
    let running = pool.submit(task).unwrap();
    is_started.recv().unwrap();
    (pool, running, let_go)
}

/// `cancel`, `cancelled`, `running` and `done` over the four states. (Python case 20)
#[test]
fn the_truth_table_of_cancel() {
    within(60, || {
        let (pool, running, let_go) = busy_pool(2);
        let look = |future: &Future<()>| (future.cancelled(), future.running(), future.done());

        let pending = pool.submit(|| ()).unwrap();
        assert_eq!(look(&pending), (false, false, false));
        assert_eq!(look(&running), (false, true, false));
        assert!(!running.cancel(), "it is running");

        assert!(pending.cancel());
        assert_eq!(look(&pending), (true, false, true));
        assert!(!pending.cancel(), "the first cancel did it");

        let last = pool.submit(|| ()).unwrap();
        drop(let_go);
        assert!(last.error().is_none());
        assert!(!last.cancel(), "it has run");
        assert!(matches!(pending.result(), Err(TaskError::Cancelled)));
        assert!(running.result().is_ok());
        while !last.done() || last.running() {
            thread::yield_now(); // the state says DONE a moment after the outcome is there
        }
        assert_eq!(look(&last), (false, false, true));
    });
}

/// A cancelled task is dropped at once, not when the queue comes to it.
#[test]
fn cancel_drops_what_the_task_holds() {
    within(60, || {
        let (pool, running, let_go) = busy_pool(1);
        let held = Arc::new(());
        let its = Arc::clone(&held);
        let pending = pool.submit(move || drop(its)).unwrap();
        assert_eq!(Arc::strong_count(&held), 2);
        assert!(pending.cancel());
        assert_eq!(Arc::strong_count(&held), 1);
        drop((let_go, running));
    });
}

/// tokio#7825, for cancellation: who sees the outcome sees that the captures are gone.
#[test]
fn captures_are_dropped_before_the_outcome_is_seen() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let held = Arc::new(());
        let its = Arc::clone(&held);
        let mut pending = pool.submit(move || drop(its)).unwrap();
        let (report, reports) = mpsc::channel();
        let witness = Arc::clone(&held);
        pending.add_done_callback(move |_| report.send(Arc::strong_count(&witness)).unwrap());
        assert!(pending.cancel());
        assert_eq!(reports.recv().unwrap(), 2, "ours and the witness");
        drop(let_go);
    });
}

/// It has been given up from the moment when `cancel` has won: before it is done.
#[test]
fn what_a_cancelled_task_holds_sees_that_it_is_cancelled() {
    struct Asks(mpsc::Receiver<Arc<Future<()>>>, Sender<(bool, bool)>);
    impl Drop for Asks {
        fn drop(&mut self) {
            let future = self.0.recv().unwrap();
            self.1.send((future.cancelled(), future.done())).unwrap();
        }
    }
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let ((give, gets), (says, said)) = (mpsc::channel(), mpsc::channel());
        let asks = Asks(gets, says);
        let pending = Arc::new(pool.submit(move || drop(asks)).unwrap());
        give.send(Arc::clone(&pending)).unwrap();
        assert!(pending.cancel());
        assert_eq!(said.recv().unwrap(), (true, false));
        drop(let_go);
    });
}

/// The waiter hears of a cancellation. (Python case 22)
#[test]
fn a_waiter_wakes_when_another_thread_cancels() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let pending = Arc::new(pool.submit(|| ()).unwrap());
        let waiting = {
            let pending = Arc::clone(&pending);
            thread::spawn(move || pending.error())
        };
        assert!(pending.cancel());
        assert_eq!(
            waiting.join().unwrap().as_deref(),
            Some("the task was cancelled")
        );
        drop(let_go);
    });
}

/// A callback sees a cancellation, in the thread that cancels. (Python case 19)
#[test]
fn a_callback_sees_the_cancellation() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let mut pending = pool.submit(|| ()).unwrap();
        let (report, reports) = mpsc::channel();
        pending.add_done_callback(move |outcome| {
            let cancelled = matches!(outcome, Err(TaskError::Cancelled));
            report.send((cancelled, thread::current().id())).unwrap();
        });
        assert!(pending.cancel());
        assert_eq!(reports.recv().unwrap(), (true, thread::current().id()));
        drop(let_go);
    });
}

/// Fifty tasks behind a busy worker, then a shutdown that cancels: what runs is done, the
/// fifty are cancelled, none is left pending. (Python case 14)
#[test]
fn shutdown_may_cancel_what_is_pending() {
    within(60, || {
        let (pool, running, let_go) = busy_pool(50);
        let futures: Vec<_> = (0..50).map(|n| pool.submit(move || n).unwrap()).collect();
        let closer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || pool.shutdown(Pending::Cancel))
        };
        // The worker is busy all the while, so none of the fifty can have started.
        for future in futures {
            assert!(matches!(future.result(), Err(TaskError::Cancelled)));
        }
        drop(let_go);
        closer.join().unwrap();
        assert!(running.result().is_ok(), "what ran was left to run");
    });
}

/// (Python case 13, with what is pending left to run.)
#[test]
fn shutdown_may_run_what_is_pending() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(50);
        let futures: Vec<_> = (0..50).map(|n| pool.submit(move || n).unwrap()).collect();
        drop(let_go);
        pool.shutdown(Pending::Run);
        let results = futures.into_iter().map(|future| {
            assert!(future.done());
            future.result().unwrap()
        });
        assert!(results.eq(0..50));
    });
}

/// A cancel just before a shutdown does not make it hang. (Python case 16)
#[test]
fn cancel_then_shutdown() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(2);
        let cancelled = pool.submit(|| ()).unwrap();
        let left = pool.submit(|| 42).unwrap();
        assert!(cancelled.cancel());
        drop(let_go);
        pool.shutdown(Pending::Run);
        assert_eq!(left.result().unwrap(), 42);
    });
}

/// Ten thousand tasks are queued behind a busy worker; cancelling them all is quick, in
/// that none of them runs. (Python case 28, `terminate`)
#[test]
fn a_long_queue_does_not_hold_up_a_cancelling_shutdown() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(10_000);
        let ran = Arc::new(AtomicUsize::new(0));
        for _ in 0..10_000 {
            let ran = Arc::clone(&ran);
            let task = move || {
                ran.fetch_add(1, SeqCst);
            };
            pool.execute(task).unwrap();
        }
        let ended = pool.shutdown_timeout(Pending::Cancel, Duration::from_millis(1));
        assert!(!ended, "one task is still running");
        drop(let_go);
        pool.shutdown(Pending::Cancel);
        assert_eq!(ran.load(SeqCst), 0);
    });
}

/// What runs is left to run, and the caller is not kept. (Python case 15)
#[test]
fn shutdown_timeout_does_not_wait_for_ever() {
    within(60, || {
        let (pool, running, let_go) = busy_pool(1);
        assert!(!pool.shutdown_timeout(Pending::Run, Duration::ZERO));
        assert!(!pool.shutdown_timeout(Pending::Run, Duration::from_millis(10)));
        assert!(running.running());
        drop(let_go);
        assert!(pool.shutdown_timeout(Pending::Run, Duration::MAX));
        assert!(running.done());
    });
}

/// `shutdown` and `drop` return when all is over: what runs is done by then.
#[test]
fn the_end_is_waited_for() {
    within(60, || {
        for end in [
            |pool: Pool, done: &AtomicUsize| {
                pool.shutdown(Pending::Cancel);
                done.load(SeqCst)
            },
            |pool, done| {
                drop(pool);
                done.load(SeqCst)
            },
        ] as [fn(Pool, &AtomicUsize) -> usize; 2]
        {
            let pool = Pool::new(1, 1).unwrap();
            let done = Arc::new(AtomicUsize::new(0));
            let counts = Arc::clone(&done);
            let (started, is_started) = mpsc::channel();
            let task = move || {
                started.send(()).unwrap();
                thread::sleep(Duration::from_millis(20)); // for one that does not wait
                counts.fetch_add(1, SeqCst);
            };
            pool.execute(task).unwrap();
            is_started.recv().unwrap();
            assert_eq!(end(pool, &done), 1, "it is still running");
        }
    });
}

/// If it says that all have ended, the threads have, with all that they keep for themselves.
#[test]
fn who_has_ended_in_time_has_ended_whole() {
    struct Last(Arc<AtomicUsize>);
    impl Drop for Last {
        fn drop(&mut self) {
            thread::sleep(Duration::from_millis(20)); // for one that does not wait
            self.0.fetch_add(1, SeqCst);
        }
    }
    thread_local! {
        static LAST: std::cell::OnceCell<Last> = const { std::cell::OnceCell::new() };
    }
    within(60, || {
        let gone = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new(1, 1).unwrap();
        let last = Last(Arc::clone(&gone));
        let keeps = move || LAST.with(|kept| kept.set(last).is_ok());
        assert!(pool.submit(keeps).unwrap().result().unwrap());
        assert!(pool.shutdown_timeout(Pending::Run, Duration::from_secs(60)));
        assert_eq!(gone.load(SeqCst), 1, "the thread is still there");
    });
}

/// Inside a task neither kind of shutdown waits: a worker cannot wait for its own end.
#[test]
fn a_task_may_shut_its_pool_down() {
    within(60, || {
        let pool = Arc::new(Pool::new(2, 2).unwrap());
        let same_pool = Arc::clone(&pool);
        let task = move || {
            same_pool.shutdown(Pending::Run);
            same_pool.shutdown_timeout(Pending::Run, Duration::MAX)
        };
        assert!(!pool.submit(task).unwrap().result().unwrap());
        assert!(matches!(pool.submit(|| ()), Err(TrySendError::Closed(_))));
    });
}

/// Python's own documentation has this as a deadlock, with one worker: a task waits for a
/// task that no worker is left to run. Here it is with two.
#[test]
fn the_deadlock_of_pythons_documentation_ends() {
    within(60, || {
        let pool = Arc::new(Pool::new(2, 8).unwrap());
        let both = Arc::new(Barrier::new(2));
        let outer = [(); 2].map(|()| {
            let (same_pool, both) = (Arc::clone(&pool), Arc::clone(&both));
            let task = move || {
                both.wait(); // so that no worker is free
                let inner = same_pool.submit(|| 6).expect("there is room");
                inner.result().unwrap() + 1
            };
            pool.submit(task).unwrap()
        });
        assert_eq!(outer.map(|future| future.result().unwrap()), [7, 7]);
    });
}

/// So does the wait for an error, which leaves the outcome.
#[test]
fn a_task_may_ask_for_the_error_of_a_task() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        let outer = move || {
            let inner = same_pool.submit(|| 6).expect("there is room");
            assert_eq!(inner.error(), None);
            inner.result().unwrap() + 1
        };
        assert_eq!(pool.submit(outer).unwrap().result().unwrap(), 7);
    });
}

/// A tree of tasks, deeper and wider than the pool: rayon#446, on one worker.
#[test]
fn tasks_of_tasks_of_tasks() {
    fn leaves(pool: &Arc<Pool>, depth: u32) -> u32 {
        if depth == 0 {
            return 1;
        }
        let halves = [(); 2].map(|()| {
            let same_pool = Arc::clone(pool);
            pool.submit(move || leaves(&same_pool, depth - 1))
        });
        let counts = halves.map(|half| match half {
            Ok(future) => future.result().unwrap(),
            Err(refused) => {
                // No room: the task is ours again, and we run it.
                let (task, future) = refused.into_inner();
                task();
                future.result().unwrap()
            }
        });
        counts.iter().sum()
    }
    within(60, || {
        for workers in 1..=3 {
            let pool = Arc::new(Pool::new(workers, 2).unwrap());
            let same_pool = Arc::clone(&pool);
            let whole = pool.submit(move || leaves(&same_pool, 8)).unwrap();
            assert_eq!(whole.result().unwrap(), 256);
        }
    });
}

/// The caller is no worker, so it runs nothing itself: at most `workers` run at once.
#[test]
fn a_waiter_that_is_no_worker_does_not_help() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let pending = pool.submit(|| thread::current().id()).unwrap();
        let pending = pending
            .result_timeout(Duration::from_millis(10))
            .err()
            .unwrap();
        drop(let_go);
        assert_ne!(pending.result().unwrap(), thread::current().id());
    });
}

/// A worker of another pool is no worker of this one.
#[test]
fn a_worker_of_another_pool_does_not_help() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let pending = pool.submit(|| thread::current().id()).unwrap();
        let other = Pool::new(1, 1).unwrap();
        let (waits, is_waiting) = mpsc::channel();
        let waiter = other.submit(move || {
            waits.send(()).unwrap();
            (pending.result().unwrap(), thread::current().id())
        });
        is_waiting.recv().unwrap();
        thread::sleep(Duration::from_millis(10)); // for one that helps at once
        drop(let_go);
        let (ran_on, waited_on) = waiter.unwrap().result().unwrap();
        assert_ne!(ran_on, waited_on);
    });
}

/// A refused task settles its future, wherever it is run or dropped.
#[test]
fn a_refused_task_comes_back_with_its_future() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        pool.execute(|| ()).unwrap();
        let refuse = || match pool.try_submit(|| 42) {
            Err(TrySendError::Full(refused)) => refused,
            _ => panic!("there is no room"),
        };
        let (task, future) = refuse();
        task();
        assert_eq!(future.result().unwrap(), 42);
        let (task, future) = refuse();
        drop(task);
        assert!(matches!(future.result(), Err(TaskError::Lost)));
        let (task, future) = refuse();
        assert!(future.cancel());
        task(); // no effect: it is cancelled
        assert!(matches!(future.result(), Err(TaskError::Cancelled)));
        drop(let_go);
    });
}

/// Nobody wants the outcome, so the worker drops it, and that may panic: the worker works on.
#[test]
fn a_worker_survives_an_outcome_that_nobody_wants() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("an outcome's panic");
        }
    }
    within(60, || {
        let (pool, _running, let_go) = busy_pool(2);
        drop(pool.submit(|| Bomb).unwrap()); // detached
        let next = pool.submit(|| 42).unwrap();
        drop(let_go);
        assert_eq!(next.result().unwrap(), 42);
    });
}

/// What waits for room hears of it when the worker has taken the task, not when that has run; and
/// also of the place of a task that was cancelled.
#[test]
fn room_is_told_of_before_the_task_runs() {
    within(60, || {
        let (taken, is_taken) = mpsc::channel();
        let hook = move || taken.send(()).unwrap();
        let pool = Pool::with_hook(1, 1, hook).unwrap();
        let (let_go, may_go) = mpsc::channel::<()>();
        let running = pool.submit(move || may_go.recv().is_err()).unwrap();
        is_taken.recv().unwrap();
        let cancelled = pool.submit(|| ()).unwrap();
        assert!(cancelled.cancel());
        assert!(is_taken.try_recv().is_err(), "it keeps its place");
        drop(let_go);
        is_taken.recv().unwrap();
        assert!(running.result().unwrap());
        pool.shutdown(Pending::Run);
        assert!(is_taken.try_recv().is_err(), "two tasks, and two places");
    });
}

/// What a task captured may panic as it is dropped: it is cancelled all the same.
#[test]
fn cancel_survives_what_the_task_holds() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("a capture's panic");
        }
    }
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let bomb = Bomb;
        let pending = pool.submit(move || drop(bomb)).unwrap();
        assert!(pending.cancel());
        assert!(matches!(pending.result(), Err(TaskError::Cancelled)));
        drop(let_go);
    });
}

/// The one worker iterates an unordered map over its own pool. (gh-141617 warns of the like.)
#[test]
fn a_task_may_iterate_an_unordered_map_of_its_own_pool() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 16).unwrap());
        let inner = Arc::clone(&pool);
        let sum = pool.submit(move || {
            let mapped = chapter6::Submit::map_unordered(&*inner, 3, 0..9, |n| n).unwrap();
            mapped.map(Result::unwrap).sum::<i32>()
        });
        assert_eq!(sum.unwrap().result().unwrap(), 36);
    });
}

/// It runs them one by one, as it is asked: the first outcome does not wait for the rest.
#[test]
fn an_unordered_map_in_a_task_runs_one_at_a_time() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 16).unwrap());
        let inner = Arc::clone(&pool);
        let ran_by_each = pool.submit(move || {
            let ran = Arc::new(AtomicUsize::new(0));
            let counter = Arc::clone(&ran);
            let f = move |_| counter.fetch_add(1, SeqCst);
            let mapped = chapter6::Submit::map_unordered(&*inner, 3, 0..3, f).unwrap();
            mapped.map(|_| ran.load(SeqCst)).collect::<Vec<_>>()
        });
        assert_eq!(ran_by_each.unwrap().result().unwrap(), [1, 2, 3]);
    });
}
