//! Chapter 4's pool on real threads: one named behaviour each. The channel's are in
//! `channel.rs`.
#![allow(
    clippy::duplicate_mod,
    reason = "the queue over std, over another clock, and over sleepers that count"
)]

mod channel;
mod properties;
mod restless;
mod saved;
mod spawn_fails;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Barrier};
use std::thread;

use chapter4::Pool;
use chapter4::error::{BuildError, Closed, TryRecvError, TrySendError};
use seam::watchdog::within;

#[test]
fn zero_workers_or_zero_capacity_is_an_error() {
    assert!(matches!(Pool::new(0, 1), Err(BuildError::ZeroWorkers)));
    assert!(matches!(Pool::new(1, 0), Err(BuildError::ZeroCapacity)));
}

/// What an error says, and what is in it.
#[test]
fn errors_say_what_is_wrong() {
    let full = TrySendError::Full(1).map(|n| n + 1);
    assert_eq!(full.to_string(), "refused: the queue is full");
    assert_eq!(format!("{full:?}"), "Full(..)");
    assert!(matches!(full, TrySendError::Full(2)));
    assert_eq!(full.into_inner(), 2);
    let closed = TrySendError::from(Closed(1)).map(|n| n + 1);
    assert_eq!(closed.to_string(), "refused: the queue is closed");
    assert_eq!(format!("{closed:?}"), "Closed(..)");
    assert_eq!(closed.into_inner(), 2);
    assert_eq!(TryRecvError::Empty.to_string(), "the queue is empty");
    let closed = TryRecvError::Closed.to_string();
    assert_eq!(closed, "the queue is closed and empty");
}

/// A pool of one worker that is busy until the sender is dropped, and room for `capacity`.
fn busy_pool(capacity: usize) -> (Arc<Pool>, Sender<()>) {
    let pool = Arc::new(Pool::new(1, capacity).unwrap());
    let (started, is_started) = mpsc::channel();
    let (let_go, may_go): (_, Receiver<()>) = mpsc::channel();
    let task = move || {
        started.send(()).unwrap();
        let _ = may_go.recv(); // an error: the sender is gone, which is what we wait for
    };
    pool.execute(task).unwrap();
    is_started.recv().unwrap();
    (pool, let_go)
}

#[test]
fn a_full_queue_hands_the_task_back() {
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let (pool, let_go) = busy_pool(2);
        pool.try_execute(count(&ran)).unwrap();
        pool.try_execute(count(&ran)).unwrap();
        let Err(TrySendError::Full(task)) = pool.try_execute(count(&ran)) else {
            panic!("a third one in a queue for two");
        };
        assert_eq!(ran.load(SeqCst), 0);
        task(); // the very task that we gave
        assert_eq!(ran.load(SeqCst), 1);
        drop(let_go);
        drop(pool);
        assert_eq!(ran.load(SeqCst), 3);
    });
}

#[test]
fn after_shutdown_the_task_comes_back() {
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new(1, 1).unwrap();
        pool.shutdown();
        let refused = [pool.execute(count(&ran)), pool.try_execute(count(&ran))];
        for refused in refused {
            let Err(TrySendError::Closed(task)) = refused else {
                panic!("not closed: {refused:?}");
            };
            task();
        }
        assert_eq!(ran.load(SeqCst), 2);
    });
}

/// fjall#260: a pool that sends its workers a message to end hangs here, since the queue
/// is full. And a producer that waits for room gets its task back.
#[test]
fn shutdown_does_not_wait_for_room() {
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let (pool, let_go) = busy_pool(1);
        pool.try_execute(count(&ran)).unwrap();
        let producers: Vec<_> = (0..4)
            .map(|_| {
                let (pool, task) = (Arc::clone(&pool), count(&ran));
                thread::spawn(move || pool.execute(task))
            })
            .collect();
        let closer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || pool.shutdown())
        };
        // The worker is still busy, so nobody can have made room: all four come back.
        for producer in producers {
            let refused = producer.join().unwrap();
            assert!(
                matches!(refused, Err(TrySendError::Closed(_))),
                "{refused:?}"
            );
        }
        drop(let_go);
        closer.join().unwrap();
        assert_eq!(ran.load(SeqCst), 1, "the one that was queued");
    });
}

/// rayon#446 and others: work that waits for room on the pool that it runs on.
#[test]
fn a_task_never_waits_for_room_in_its_own_pool() {
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let (report, reports) = mpsc::channel();
        let pool = Arc::new(Pool::new(2, 1).unwrap());
        let both = Arc::new(Barrier::new(2));
        for _ in 0..2 {
            let (same_pool, ran) = (Arc::clone(&pool), Arc::clone(&ran));
            let (both, report) = (Arc::clone(&both), report.clone());
            let task = move || {
                both.wait(); // no worker is free to make room
                for _ in 0..10 {
                    if let Err(error) = same_pool.execute(count(&ran)) {
                        assert!(matches!(error, TrySendError::Full(_)), "{error}");
                        error.into_inner()();
                    }
                }
                report.send(()).unwrap();
            };
            pool.execute(task).unwrap();
        }
        drop(report);
        assert_eq!(reports.iter().count(), 2);
        pool.shutdown();
        assert_eq!(ran.load(SeqCst), 20);
    });
}

/// The memory that waiting tasks take is bounded by the capacity, not by the producer.
#[test]
fn a_producer_is_never_more_than_the_capacity_ahead() {
    within(60, || {
        let pool = Pool::new(2, 8).unwrap();
        let ended = Arc::new(AtomicUsize::new(0));
        for made in 1..=10_000 {
            pool.execute(count(&ended)).unwrap();
            let ahead = made - ended.load(SeqCst);
            assert!(
                ahead <= 8 + 2,
                "{ahead} tasks neither ended, running nor in the queue"
            );
        }
    });
}

fn count(ran: &Arc<AtomicUsize>) -> impl FnOnce() + Send + use<> {
    let ran = Arc::clone(ran);
    move || {
        ran.fetch_add(1, SeqCst);
    }
}
