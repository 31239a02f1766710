//! Chapter 3 on real threads: one named behaviour each.

mod properties;
mod spawn_fails;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;

use std::error::Error;
use std::io;
use std::panic::panic_any;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;

use chapter3::Pool;
use chapter3::error::{BuildError, Closed, MAX_WORKERS, check_workers};
use chapter3::queue::Queue;
use seam::watchdog::within;

#[test]
fn zero_workers_is_an_error() {
    assert!(matches!(Pool::new(0), Err(BuildError::ZeroWorkers)));
}

/// The limit itself is none too many. It starts no thread: so many would take their time.
#[test]
fn more_workers_than_the_limit_are_an_error() {
    assert!(check_workers(1).is_ok() && check_workers(MAX_WORKERS).is_ok());
    let too_many = Pool::new(MAX_WORKERS + 1);
    assert!(matches!(too_many, Err(BuildError::TooManyWorkers)));
}

/// What an error says, and what is behind it.
#[test]
fn errors_say_what_is_wrong() {
    let numbers = [
        (BuildError::ZeroWorkers, "a pool needs at least one worker"),
        (
            BuildError::TooManyWorkers,
            "a pool has at most 32768 workers",
        ),
        (
            BuildError::ZeroCapacity,
            "a queue needs room for at least one task",
        ),
        (BuildError::NulInName, "a thread's name has no NUL in it"),
    ];
    for (error, says) in numbers {
        assert_eq!(
            (error.to_string().as_str(), error.source().is_none()),
            (says, true)
        );
    }
    let refused = BuildError::Spawn(io::Error::other("no more threads"));
    assert_eq!(refused.to_string(), "the system refused a worker thread");
    assert_eq!(refused.source().unwrap().to_string(), "no more threads");
    let closed = Closed("a value");
    assert_eq!(closed.to_string(), "refused: the queue is closed");
    assert_eq!(format!("{closed:?}"), "Closed(..)");
}

#[test]
fn drop_runs_every_accepted_task() {
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new(2).unwrap();
        for _ in 0..1_000 {
            pool.execute(count(&ran)).unwrap();
        }
        drop(pool);
        assert_eq!(ran.load(SeqCst), 1_000);
    });
}

#[test]
fn after_shutdown_the_task_comes_back() {
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new(1).unwrap();
        pool.shutdown();
        let Err(Closed(task)) = pool.execute(count(&ran)) else {
            panic!("accepted after shutdown");
        };
        assert_eq!(ran.load(SeqCst), 0);
        task(); // it is the very task that we gave
        assert_eq!(ran.load(SeqCst), 1);
    });
}

/// The panics are many more than the workers, and each of the other tasks runs.
#[test]
fn a_panic_harms_no_other_task() {
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new(2).unwrap();
        for _ in 0..20 {
            pool.execute(|| panic!("a task's panic")).unwrap();
            pool.execute(count(&ran)).unwrap();
        }
        drop(pool);
        assert_eq!(ran.load(SeqCst), 20);
    });
}

/// The payload of a panic may be anything, a value whose destructor panics among others: with a
/// payload like itself.
#[test]
fn a_payload_that_panics_when_dropped_is_contained() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic_any(Bomb);
        }
    }
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new(1).unwrap();
        pool.execute(|| panic_any(Bomb)).unwrap();
        pool.execute(count(&ran)).unwrap();
        drop(pool);
        assert_eq!(ran.load(SeqCst), 1);
    });
}

#[test]
fn every_caller_of_shutdown_waits_for_the_tasks() {
    within(60, || {
        let pool = Pool::new(1).unwrap();
        let (ran, started) = (Arc::new(AtomicUsize::new(0)), Arc::new(Barrier::new(2)));
        let (counter, same_barrier) = (count(&ran), Arc::clone(&started));
        pool.execute(move || {
            same_barrier.wait();
            counter();
        })
        .unwrap();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    pool.shutdown();
                    assert_eq!(ran.load(SeqCst), 1, "shutdown returned before the task");
                });
            }
            started.wait();
        });
    });
}

/// rust-lang/rust#43539: a thread that joins itself.
#[test]
fn the_last_handle_may_be_dropped_inside_a_worker() {
    within(60, || {
        let (report, reports) = mpsc::channel();
        let pool = Arc::new(Pool::new(2).unwrap());
        let barrier = Arc::new(Barrier::new(2));
        for n in 0..3 {
            let report = report.clone();
            let last = (n == 0).then(|| (Arc::clone(&pool), Arc::clone(&barrier)));
            let task = move || {
                if let Some((pool, barrier)) = last {
                    barrier.wait(); // until the other handle is gone
                    drop(pool);
                }
                report.send(n).unwrap();
            };
            pool.execute(task).unwrap();
        }
        drop(report);
        drop(pool);
        barrier.wait();
        assert_eq!(reports.iter().count(), 3, "an accepted task did not run");
    });
}

/// nearcore#15016: workers that own what they wait for keep each other alive. What a task panics
/// with goes, too.
#[test]
fn a_dropped_pool_frees_what_its_tasks_held() {
    within(60, || {
        let pool = Pool::new(2).unwrap();
        let held = Arc::new(());
        for _ in 0..10 {
            let held = Arc::clone(&held);
            pool.execute(move || drop(held)).unwrap();
        }
        let payload = Arc::clone(&held);
        pool.execute(move || panic_any(payload)).unwrap();
        drop(pool);
        assert_eq!(Arc::strong_count(&held), 1);
    });
}

#[test]
fn workers_have_names() {
    within(60, || {
        let (report, reports) = mpsc::channel();
        let pool = Pool::new(2).unwrap();
        let both = Arc::new(Barrier::new(2)); // so that each worker runs one
        for _ in 0..2 {
            let (report, both) = (report.clone(), Arc::clone(&both));
            let task = move || {
                both.wait();
                let name = thread::current().name().map(String::from);
                report.send(name.unwrap()).unwrap();
            };
            pool.execute(task).unwrap();
        }
        drop((pool, report));
        let mut names: Vec<_> = reports.iter().collect();
        names.sort();
        assert_eq!(names, ["worker-0", "worker-1"]);
    });
}

/// A receiver that sees the end has seen all that came before it.
#[test]
fn a_closed_queue_hands_out_what_it_has() {
    let queue = Queue::new();
    queue.push(1).unwrap();
    queue.push(2).unwrap();
    queue.close();
    queue.close(); // once more is no more
    assert!(matches!(queue.push(3), Err(Closed(3))));
    assert_eq!(
        [queue.pop(), queue.pop(), queue.pop()],
        [Some(1), Some(2), None]
    );
    assert_eq!(queue.pop(), None);
}

fn count(ran: &Arc<AtomicUsize>) -> impl FnOnce() + Send + use<> {
    let ran = Arc::clone(ran);
    move || {
        ran.fetch_add(1, SeqCst);
    }
}
