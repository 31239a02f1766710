//! The steps of the exercise `dispatcher`, a test or more each: `step_2_...` passes when the
//! first two are done.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

use chapter11::deaths::Deaths;
use chapter11::dispatcher::Dispatcher;
use chapter11::taken::{End, Taken};
use seam::watchdog::within;

const HOUR: Duration = Duration::from_secs(3_600);

/// So many places, for workers that are words. Pauses take no time.
fn workers(places: usize, patience: u32) -> Dispatcher<&'static str> {
    Dispatcher::new(places, Deaths::new(patience, Duration::ZERO), |_| ())
}

/// Takes an empty place, and puts this worker there.
fn start<'w>(
    workers: &'w Dispatcher<&'static str>,
    worker: &'static str,
) -> Taken<'w, &'static str> {
    let taken = workers.take_if(|worker| worker.is_none());
    let mut taken = taken.expect("one is empty");
    taken.started(worker).expect("not the end");
    taken
}

fn broken() -> End {
    End::Broken("dead".into())
}

#[test]
fn step_1_each_place_is_taken_once() {
    let workers = workers(2, 0);
    let _first = start(&workers, "a");
    let _second = start(&workers, "b");
    assert!(workers.take_if(|_| true).is_none(), "both are taken");
    assert_eq!(workers.workers(), ["a", "b"]);
}

#[test]
fn step_1_what_is_not_wanted_stays_free() {
    let workers = workers(1, 0);
    assert!(workers.take_if(|worker| worker.is_some()).is_none());
    assert!(workers.take_if(|worker| worker.is_none()).is_some());
}

#[test]
fn step_1_a_worker_that_comes_back_is_taken_again() {
    let workers = workers(1, 0);
    start(&workers, "a").rest();
    let taken = workers.take_if(|worker| worker.is_some());
    assert_eq!(taken.expect("it is idle").worker(), Some(&"a"));
}

#[test]
fn step_1_a_place_outlives_its_worker() {
    let workers = workers(1, 0);
    drop(start(&workers, "a"));
    assert!(workers.workers().is_empty());
    drop(start(&workers, "b"));
}

#[test]
fn step_1_nobody_starts_a_worker_while_a_pause_is_on() {
    let workers = Dispatcher::new(3, Deaths::new(1, HOUR), |_: &&str| ());
    start(&workers, "a").rest();
    start(&workers, "b").stillborn("dead".into());
    assert!(workers.take_if(|worker| worker.is_none()).is_none());
    let idle = workers.take_if(|_| true);
    assert_eq!(idle.expect("it lives").worker(), Some(&"a"));
}

#[test]
fn step_2_a_free_place_is_taken_at_once() {
    let workers = workers(1, 0);
    assert_eq!(workers.take().expect("free").worker(), None);
    start(&workers, "a").rest();
    assert_eq!(workers.take().expect("free").worker(), Some(&"a"));
}

#[test]
fn step_2_who_waits_is_woken() {
    within(60, || {
        let workers = Arc::new(workers(1, 0));
        let taken = start(&workers, "a");
        let waits = {
            let workers = Arc::clone(&workers);
            thread::spawn(move || workers.take().map(|taken| taken.worker().copied()))
        };
        taken.rest();
        assert_eq!(waits.join().unwrap(), Ok(Some("a")));
    });
}

#[test]
fn step_2_the_longest_free_is_first() {
    let workers = workers(2, 0);
    let (first, second) = (start(&workers, "a"), start(&workers, "b"));
    second.rest();
    first.rest();
    let (first, second) = (workers.take(), workers.take());
    assert_eq!(first.expect("free").worker(), Some(&"b"));
    assert_eq!(second.expect("free").worker(), Some(&"a"));
}

#[test]
fn step_2_a_pause_is_waited_out() {
    within(60, || {
        let pause = Duration::from_millis(20);
        let workers = Dispatcher::new(1, Deaths::new(1, pause), |_: &&str| ());
        let begin = Instant::now();
        start(&workers, "a").stillborn("dead".into());
        assert_eq!(workers.take().expect("one is forgiven").worker(), None);
        assert!(begin.elapsed() >= pause);
    });
}

#[test]
fn step_2_all_who_wait_hear_that_it_is_broken() {
    within(60, || {
        let workers = Arc::new(workers(1, 0));
        let taken = start(&workers, "a");
        let waiting = [0; 3].map(|_| {
            let workers = Arc::clone(&workers);
            thread::spawn(move || workers.take().err())
        });
        taken.stillborn("dead".into());
        for waits in waiting {
            assert_eq!(waits.join().unwrap(), Some(broken()));
        }
        assert!(workers.take_if(|_| true).is_none());
    });
}

#[test]
fn step_3_the_end_says_who_is_there() {
    let workers = workers(3, 0);
    start(&workers, "idle").rest();
    let mut busy = start(&workers, "busy");
    assert_eq!(workers.ended(), None);
    let left = workers.end(End::Terminated);
    assert_eq!(workers.ended(), Some(End::Terminated));
    let idle = left.idle.iter().map(|taken| taken.worker().copied());
    assert_eq!(idle.collect::<Vec<_>>(), [Some("idle")]);
    assert_eq!(left.busy, ["busy"]);
    assert_eq!(workers.take().err(), Some(End::Terminated));
    assert!(workers.take_if(|_| true).is_none());
    assert_eq!(busy.started("late"), Err(End::Terminated));
    drop(left);
    busy.rest();
    assert!(workers.workers().is_empty(), "they are buried");
}

#[test]
fn step_3_terminated_is_the_last_word() {
    let workers = workers(1, 0);
    workers.end(End::Closed);
    assert_eq!(workers.take().err(), Some(End::Closed));
    workers.end(End::Terminated);
    workers.end(End::Closed);
    assert_eq!(workers.take().err(), Some(End::Terminated));
}

/// And no place comes back meanwhile.
#[test]
fn step_3_all_who_wait_hear_of_the_end() {
    within(60, || {
        let workers = Arc::new(workers(1, 0));
        let taken = start(&workers, "a");
        let waiting = [0; 3].map(|_| {
            let workers = Arc::clone(&workers);
            thread::spawn(move || workers.take().err())
        });
        workers.end(End::Closed);
        for waits in waiting {
            assert_eq!(waits.join().unwrap(), Some(End::Closed));
        }
        drop(taken);
    });
}

#[test]
fn step_4_who_waits_for_all_waits_for_each() {
    static BURIED: AtomicUsize = AtomicUsize::new(0);
    within(60, || {
        let bury = |_: &&'static str| _ = BURIED.fetch_add(1, SeqCst);
        let workers = Arc::new(Dispatcher::new(3, Deaths::new(0, HOUR), bury));
        start(&workers, "idle").rest();
        let (one, two) = (start(&workers, "a"), start(&workers, "b"));
        let left = workers.end(End::Closed);
        let waiting = [0; 2].map(|_| {
            let workers = Arc::clone(&workers);
            thread::spawn(move || {
                workers.wait_all_back();
                BURIED.load(SeqCst)
            })
        });
        drop(one);
        two.rest();
        drop(left);
        for waits in waiting {
            assert_eq!(waits.join().unwrap(), 3, "told too early");
        }
    });
}

#[test]
fn step_4_nobody_waits_for_nothing() {
    let workers = workers(2, 0);
    drop(workers.end(End::Closed));
    workers.wait_all_back();
}
