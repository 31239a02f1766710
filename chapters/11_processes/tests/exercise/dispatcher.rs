//! The steps of the exercise `dispatcher`, a test or more each: `step_2_...` passes when the
//! first two are done.

use std::sync::Arc;
use std::thread;

use chapter11::dispatcher::{Dispatcher, End, Taken};
use seam::watchdog::within;

/// One place, and this worker in it, in our hands.
fn busy(worker: &'static str, patience: usize) -> (Arc<Dispatcher<&'static str>>, usize) {
    let workers = Arc::new(Dispatcher::new(1, patience));
    let place = workers.take_if(|_| true).expect("it is free").place;
    workers.started(place, worker).expect("not the end");
    (workers, place)
}

fn dead() -> String {
    "dead".into()
}

#[test]
fn step_1_each_place_is_taken_once() {
    let workers = Dispatcher::new(2, 0);
    let first = workers.take_if(|worker| worker.is_none()).expect("empty");
    let second = workers.take_if(|worker| worker.is_none()).expect("empty");
    assert_eq!((first.worker, second.worker), (None, None));
    assert_ne!(first.place, second.place);
    assert_eq!(workers.started(first.place, "a"), Ok(()));
    assert_eq!(workers.take_if(|_| true), None, "both are taken");
}

#[test]
fn step_1_what_is_not_wanted_stays_free() {
    let workers: Dispatcher<&str> = Dispatcher::new(1, 0);
    assert_eq!(workers.take_if(|worker| worker.is_some()), None);
    assert!(workers.take_if(|worker| worker.is_none()).is_some());
}

#[test]
fn step_2_a_worker_that_comes_back_is_taken_again() {
    let (workers, place) = busy("a", 0);
    assert_eq!(workers.rest(place), Ok(()));
    let worker = Some("a");
    assert_eq!(workers.take(), Ok(Taken { place, worker }));
}

#[test]
fn step_2_a_place_outlives_its_worker() {
    let (workers, place) = busy("a", 0);
    assert_eq!(workers.died(place), None);
    let worker = None;
    assert_eq!(workers.take(), Ok(Taken { place, worker }));
}

#[test]
fn step_2_who_waits_is_woken() {
    within(60, || {
        let (workers, place) = busy("a", 0);
        let waits = {
            let workers = Arc::clone(&workers);
            thread::spawn(move || workers.take())
        };
        workers.rest(place).expect("not the end");
        let worker = Some("a");
        assert_eq!(waits.join().unwrap(), Ok(Taken { place, worker }));
    });
}

#[test]
fn step_2_the_longest_free_is_first() {
    let workers = Dispatcher::new(2, 0);
    let first = workers.take().expect("free").place;
    let second = workers.take().expect("free").place;
    workers.started(first, "a").expect("not the end");
    workers.started(second, "b").expect("not the end");
    workers.rest(second).expect("not the end");
    workers.rest(first).expect("not the end");
    assert_eq!(workers.take().expect("free").worker, Some("b"));
    assert_eq!(workers.take().expect("free").worker, Some("a"));
}

#[test]
fn step_3_too_many_in_a_row_break_it() {
    let (workers, place) = busy("a", 1);
    let early = workers.stillborn(place, || unreachable!("one is forgiven"));
    assert_eq!(early, None);
    assert_eq!(workers.take().map(|taken| taken.worker), Ok(None));
    let broken = End::Broken(dead());
    assert_eq!(workers.stillborn(place, dead), Some(broken.clone()));
    assert_eq!(workers.take(), Err(broken));
}

#[test]
fn step_3_one_that_serves_or_dies_at_it_ends_the_row() {
    let (workers, place) = busy("a", 1);
    for _ in 0..3 {
        assert_eq!(workers.stillborn(place, dead), None);
        workers.take().expect("not broken");
        workers.started(place, "b").expect("not broken");
        assert_eq!(workers.done(place), Ok(()));
        workers.take().expect("not broken");
        assert_eq!(workers.stillborn(place, dead), None);
        workers.take().expect("not broken");
        workers.started(place, "c").expect("not broken");
        assert_eq!(workers.died(place), None);
        workers.take().expect("not broken");
    }
}

#[test]
fn step_3_all_who_wait_hear_of_it() {
    within(60, || {
        let (workers, place) = busy("a", 0);
        let waiting = [0; 3].map(|_| {
            let workers = Arc::clone(&workers);
            thread::spawn(move || workers.take())
        });
        workers.stillborn(place, dead);
        for waits in waiting {
            assert_eq!(waits.join().unwrap(), Err(End::Broken(dead())));
        }
    });
}

#[test]
fn step_4_the_end_says_who_is_there() {
    let workers = Dispatcher::new(3, 0);
    let places = [0; 3].map(|_| workers.take().expect("free").place);
    workers.started(places[0], "idle").expect("not the end");
    workers.started(places[1], "busy").expect("not the end");
    workers.rest(places[0]).expect("not the end");
    let mut all = workers.workers();
    all.sort();
    assert_eq!(all, ["busy", "idle"]);
    let left = workers.end(End::Terminated);
    assert_eq!((left.idle, left.busy), (vec!["idle"], vec!["busy"]));
    assert_eq!(workers.take(), Err(End::Terminated));
    assert_eq!(workers.take_if(|_| true), None);
}

#[test]
fn step_4_who_comes_too_late_is_told() {
    for end in [End::Closed, End::Terminated] {
        let workers = Dispatcher::new(3, 0);
        let places = [0; 3].map(|_| workers.take().expect("free").place);
        workers.started(places[0], "a").expect("not the end");
        workers.started(places[1], "b").expect("not the end");
        workers.end(end.clone());
        assert_eq!(workers.done(places[0]), Err(end.clone()));
        assert_eq!(workers.died(places[1]), Some(end.clone()));
        assert_eq!(workers.started(places[2], "c"), Err(end));
        assert!(workers.workers().is_empty(), "they are the callers'");
    }
}

#[test]
fn step_4_terminated_is_the_last_word() {
    let workers: Dispatcher<&str> = Dispatcher::new(1, 0);
    workers.end(End::Closed);
    assert_eq!(workers.take(), Err(End::Closed));
    workers.end(End::Terminated);
    workers.end(End::Closed);
    assert_eq!(workers.take(), Err(End::Terminated));
}

#[test]
fn step_4_all_who_wait_hear_of_it() {
    within(60, || {
        let (workers, _place) = busy("a", 0);
        let waiting = [0; 3].map(|_| {
            let workers = Arc::clone(&workers);
            thread::spawn(move || workers.take())
        });
        workers.end(End::Closed);
        for waits in waiting {
            assert_eq!(waits.join().unwrap(), Err(End::Closed));
        }
    });
}
