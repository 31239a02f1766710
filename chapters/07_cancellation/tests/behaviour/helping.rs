//! Whom a worker helps while it waits for one, and who knows that it sleeps: one named behaviour each.
//! Waits for any of several are in `completion.rs`.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use chapter6::as_completed;
use chapter7::crew::{self, Crew};
use chapter7::{Future, Pool};
use seam::watchdog::within;

/// The first task waits for any of its own, the second for the first, which is running: there is
/// nothing to help with. Whichever falls asleep last, the pool knows of both, and the first one helps.
#[test]
fn a_pool_knows_who_waits_for_one() {
    within(60, || {
        for wait in [
            |first| Future::result(first).unwrap(),
            |first| {
                assert_eq!(Future::error(&first), None);
                first.result().unwrap()
            },
        ] as [fn(Future<u32>) -> u32; 2]
        {
            let pool = Arc::new(Pool::new(2, 8).unwrap());
            let same_pool = Arc::clone(&pool);
            let (all_busy, are_busy) = mpsc::channel::<()>();
            let first = pool.submit(move || {
                are_busy.recv().unwrap(); // so that no worker is free
                let own = same_pool.submit(|| 42).expect("there is room");
                as_completed([own]).next().unwrap().result().unwrap()
            });
            let first = first.unwrap();
            let second = pool.submit(move || {
                all_busy.send(()).unwrap();
                wait(first)
            });
            assert_eq!(second.unwrap().result().unwrap(), 42);
        }
    });
}

/// A wait for a result that is there is no sleep: nobody is nudged for it.
#[test]
fn what_is_done_wakes_nobody() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let done = pool.submit(|| 42).unwrap();
        while !done.done() {
            thread::yield_now();
        }
        let (nudge, nudges) = mpsc::channel();
        let (asleep, is_asleep) = mpsc::channel();
        let (let_go, may_go) = mpsc::channel::<()>();
        let sleeps = move || {
            let wait = move || {
                asleep.send(()).unwrap();
                may_go.recv().is_err()
            };
            let nudge = move || nudge.send(()).unwrap();
            crew::asleep(|| false, Some(Box::new(nudge)), wait)
        };
        let sleeps = pool.submit(sleeps).unwrap();
        is_asleep.recv().unwrap();
        let takes = pool.submit(move || (done.error(), done.result().unwrap()));
        assert_eq!(takes.unwrap().result().unwrap(), (None, 42));
        assert!(nudges.try_recv().is_err(), "woken for nothing");
        drop(let_go);
        assert_eq!(sleeps.result().unwrap(), Some(true));
    });
}

/// Two workers sleep, one after the other: the second is not the last, for the first is awake again.
#[test]
fn who_has_woken_is_off_the_list() {
    within(60, || {
        let crew = Crew::new(2);
        for _ in 0..2 {
            let crew = crew.clone();
            let worker = thread::spawn(move || {
                crew.join();
                crew::asleep(|| false, Some(Box::new(|| ())), || ())
            });
            assert_eq!(worker.join().unwrap(), Some(()), "sent to help");
        }
    });
}

/// A wait with a time-out runs nothing, and the future that it hands back can be helped still.
#[test]
fn a_timeout_hands_back_what_can_be_helped() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        let outer = pool.submit(move || {
            let inner = same_pool.submit(|| thread::current().id()).unwrap();
            let Err(inner) = inner.result_timeout(Duration::from_millis(1)) else {
                panic!("the only worker is this one, and that wait ends by itself");
            };
            inner.result().unwrap() == thread::current().id()
        });
        assert!(outer.unwrap().result().unwrap());
    });
}
