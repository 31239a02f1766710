//! Chapter 12's pool on real threads: one named behaviour each. What it shares with the other
//! pools is in the contract.

mod properties;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use chapter12::error::{TaskError, TrySendError};
use chapter12::patience::Patience;
use chapter12::rungs::{Counted, OneAllocation, Rung, RungPool, Stealing, Yields};
use chapter12::task::Task;
use chapter12::{Pending, Pool};
use seam::watchdog::within;

/// Holds one worker of `pool` until the answer is dropped.
fn hold(pool: &Pool) -> mpsc::Sender<()> {
    let (let_go, may_go) = mpsc::channel::<()>();
    let (started, is_started) = mpsc::channel();
    pool.execute(move || {
        started.send(()).unwrap();
        let _ = may_go.recv(); // an error: the sender is gone, which is what we wait for
    })
    .unwrap();
    is_started.recv().unwrap();
    let_go
}

/// A task that runs until the answer is dropped, and tells nobody that it has started.
fn long() -> (mpsc::Sender<()>, Task) {
    let (let_go, may_go) = mpsc::channel::<()>();
    let task = move || {
        let _ = may_go.recv(); // an error: the sender is gone
    };
    (let_go, Box::new(task))
}

/// Of ten tasks that are put in at once the first nine are long, and there are ten workers. If
/// one of them took more than it runs, the short one would be behind a long one for ever.
#[test]
fn a_short_task_never_waits_behind_a_long_one() {
    within(60, || {
        let pool = Pool::new(10, 16).unwrap();
        for _ in 0..100 {
            let (let_go, mut tasks): (Vec<_>, Vec<_>) = (0..9).map(|_| long()).unzip();
            let (done, is_done) = mpsc::channel();
            tasks.push(Box::new(move || done.send(()).unwrap()));
            pool.execute_all(tasks).unwrap();
            is_done.recv().unwrap();
            drop(let_go);
        }
    });
}

/// And where it is the workers themselves that put tasks in, one by one.
#[test]
fn tasks_that_wait_for_each_other_all_run_at_once() {
    within(60, || {
        let pool = Arc::new(Pool::new(4, 16).unwrap());
        let all = Arc::new(Barrier::new(4));
        for _ in 0..100 {
            let (done, is_done) = mpsc::channel();
            let (same_pool, same) = (Arc::clone(&pool), Arc::clone(&all));
            let first = move || {
                for _ in 0..3 {
                    let (all, done) = (Arc::clone(&same), done.clone());
                    let meet = move || {
                        all.wait();
                        done.send(()).unwrap();
                    };
                    same_pool.execute(meet).unwrap();
                }
                same.wait();
                done.send(()).unwrap();
            };
            pool.execute(first).unwrap();
            assert_eq!(is_done.iter().count(), 4);
        }
    });
}

#[test]
fn a_task_waits_for_a_task_behind_it() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 4).unwrap());
        let same_pool = Arc::clone(&pool);
        let outer = move || same_pool.submit(|| 42).unwrap().result().unwrap();
        assert_eq!(pool.submit(outer).unwrap().result().unwrap(), 42);
    });
}

#[test]
fn a_future_can_be_awaited() {
    within(60, || {
        let pool = Pool::new(1, 4).unwrap();
        let six = pool.submit(|| 6).unwrap();
        assert_eq!(chapter8::block_on(six).unwrap(), 6);
    });
}

#[test]
fn a_pending_task_is_cancelled() {
    within(60, || {
        let pool = Pool::new(1, 4).unwrap();
        let let_go = hold(&pool);
        let pending = pool.submit(|| unreachable!("it was cancelled")).unwrap();
        assert!(pending.cancel());
        drop(let_go);
        assert!(matches!(pending.result(), Err(TaskError::Cancelled)));
    });
}

/// Those with a future are cancelled, the others dropped, and a destructor that panics is the
/// end of nothing.
#[test]
fn shutdown_cancels_what_is_pending() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("a destructor");
        }
    }
    within(60, || {
        let pool = Arc::new(Pool::new(1, 4).unwrap());
        let let_go = hold(&pool);
        let bomb = Bomb;
        pool.execute(move || drop(bomb)).unwrap();
        let future = pool.submit(|| ()).unwrap();
        let closing = {
            let pool = Arc::clone(&pool);
            std::thread::spawn(move || pool.shutdown(Pending::Cancel))
        };
        assert!(matches!(future.result(), Err(TaskError::Cancelled)));
        drop(let_go);
        closing.join().unwrap();
    });
}

/// From outside it waits for room, as often as it takes.
#[test]
fn more_tasks_at_once_than_there_are_places() {
    within(60, || {
        let pool = Pool::new(2, 3).unwrap();
        let (ran, has_run) = mpsc::channel();
        let tasks = (0..1_000).map(|n| {
            let ran = ran.clone();
            move || ran.send(n).unwrap()
        });
        pool.execute_all(tasks).unwrap();
        drop((pool, ran));
        let mut numbers = has_run.iter().collect::<Vec<_>>();
        numbers.sort();
        assert!(numbers.into_iter().eq(0..1_000));
    });
}

/// From inside a task it does not wait: those that fit are in, and the others come back, in order.
#[test]
fn a_worker_gets_back_what_does_not_fit() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 2).unwrap());
        let same_pool = Arc::clone(&pool);
        let (ran, has_run) = mpsc::channel();
        let inner = move || {
            let tasks = (0..5).map(|n| {
                let ran = ran.clone();
                move || ran.send(n).unwrap()
            });
            match same_pool.execute_all(tasks) {
                Err(TrySendError::Full(rest)) => rest.into_iter().for_each(|task| task()),
                other => panic!("there are two places: {:?}", other.is_ok()),
            }
        };
        pool.submit(inner).unwrap().result().unwrap();
        pool.shutdown(Pending::Run);
        assert_eq!(has_run.iter().collect::<Vec<_>>(), [2, 3, 4, 0, 1]);
    });
}

#[test]
fn closed_it_hands_all_back() {
    let pool = Pool::new(1, 2).unwrap();
    pool.shutdown(Pending::Run);
    match pool.execute_all([|| (), || ()]) {
        Err(TrySendError::Closed(rest)) => assert_eq!(rest.len(), 2),
        other => panic!("it is closed: {:?}", other.is_ok()),
    }
    assert!(matches!(pool.execute(|| ()), Err(TrySendError::Closed(_))));
    assert!(matches!(
        pool.try_execute(|| ()),
        Err(TrySendError::Closed(_))
    ));
}

/// A task that comes in a box stays in that one.
#[test]
fn a_box_is_not_put_into_a_box() {
    let captured = [0_u8; 100];
    let task: Task = Box::new(move || {
        std::hint::black_box(captured);
    });
    let place = std::ptr::from_ref(&*task).cast::<()>();
    let boxed = chapter12::work::boxed(task);
    assert_eq!(std::ptr::from_ref(&*boxed).cast::<()>(), place);
}

/// The rungs of the ladder: they run all that they are given.
#[test]
fn each_rung_runs_every_task() {
    fn runs<R: Rung>() {
        within(60, || {
            let ran = Arc::new(AtomicUsize::new(0));
            let pool = RungPool::<R>::new(3, 4);
            for _ in 0..1_000 {
                let ran = Arc::clone(&ran);
                pool.execute(Box::new(move || {
                    ran.fetch_add(1, SeqCst);
                }));
            }
            drop(pool);
            assert_eq!(ran.load(SeqCst), 1_000);
        });
    }
    runs::<Counted>();
    runs::<Yields>();
    runs::<Stealing>();
    runs::<OneAllocation>();
}

/// A long yield says that the machine is busy: then the workers sleep without one, for a while,
/// and after it they try again.
#[test]
fn on_a_busy_machine_nobody_yields() {
    let patience = Patience::default();
    let all = patience.looks();
    patience.yield_took(Duration::ZERO);
    assert_eq!(patience.looks(), all);

    patience.yield_took(Duration::from_millis(3));
    let mut few = 0;
    while patience.looks() != all {
        few += 1;
    }
    assert_eq!(few, 10_000);
}
