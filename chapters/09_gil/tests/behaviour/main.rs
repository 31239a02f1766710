//! The GIL and C on real threads, a behaviour each.
#![allow(
    clippy::duplicate_mod,
    reason = "the lock over a clock of std's, and over one that a test moves"
)]

mod c;
mod extension;
mod late;
mod numbers;
mod properties;
mod sizing;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use chapter9::strtok::{Strtok, words_locked};
use chapter9::{Gil, Python};

use seam::watchdog::within;

#[test]
fn a_panic_gives_the_gil_up() {
    within(60, || {
        let gil = Gil::default();
        let panicked = catch_unwind(AssertUnwindSafe(|| gil.with(|_| panic!("on purpose"))));
        assert!(panicked.is_err());
        assert_eq!(gil.with(|_| 1), 1);
    });
}

#[test]
#[should_panic(expected = "this thread holds the GIL already")]
fn a_nested_with_panics() {
    let gil = Gil::default();
    gil.with(|_| gil.with(|_| ()));
}

#[test]
fn python_may_be_called_back_from_c() {
    let gil = Gil::default();
    let answer = gil.with(|py| py.allow_threads(|| gil.with(|_| 42)));
    assert_eq!(answer, 42);
}

#[test]
fn who_computes_gives_way_between_two_steps() {
    within(60, || {
        let gil = Arc::new(Gil::new(Duration::from_millis(1)));
        let (sender, receiver) = mpsc::channel();
        gil.with(|py| {
            let other = Arc::clone(&gil);
            thread::spawn(move || other.with(|_| sender.send(()).unwrap()));
            // It computes, and only looks up between two steps.
            while receiver.try_recv().is_err() {
                py.checkpoint();
            }
        });
    });
}

#[test]
fn who_is_alone_is_never_asked() {
    let gil = Gil::new(Duration::ZERO);
    gil.with(|py| assert!((0..1_000).all(|_| !py.checkpoint())));
}

/// Another thread waits, and will not ask before ten minutes are over.
#[test]
fn before_the_interval_nobody_gives_way() {
    within(60, || {
        let gil = Arc::new(Gil::new(Duration::from_secs(600)));
        let other = gil.with(|py| {
            let same = Arc::clone(&gil);
            let other = thread::spawn(move || same.with(|_| ()));
            while gil.waiting() == 0 {
                thread::yield_now();
            }
            for _ in 0..20 {
                thread::sleep(Duration::from_millis(1)); // for one that asks at once
                assert!(!py.checkpoint(), "asked before the interval had passed");
            }
            other
        });
        other.join().unwrap();
    });
}

/// Two ask. The first that gets it computes on until the second has had it, too: who asked once asks
/// until then. Twenty times over, since the second may be late and ask only then.
#[test]
fn who_asked_is_not_forgotten() {
    within(60, || {
        for _ in 0..20 {
            let gil = Arc::new(Gil::new(Duration::ZERO));
            let turns = Arc::new(AtomicUsize::new(0));
            let others = gil.with(|_| {
                let others = [(); 2].map(|()| {
                    let (gil, turns) = (Arc::clone(&gil), Arc::clone(&turns));
                    thread::spawn(move || gil.with(|py| compute(py, &turns)))
                });
                while gil.waiting() < 2 {
                    thread::yield_now();
                }
                thread::sleep(Duration::from_micros(500)); // now both have asked
                others
            });
            for other in others {
                other.join().unwrap();
            }
        }
    });
}

/// Until two have had a turn.
fn compute(py: &mut Python<'_>, turns: &AtomicUsize) {
    turns.fetch_add(1, SeqCst);
    while turns.load(SeqCst) < 2 {
        py.checkpoint();
    }
}

/// Many short turns, and one who waits all the time: the interval is for each turn, and not one for
/// all of them.
#[test]
fn each_turn_has_an_interval_of_its_own() {
    let interval = Duration::from_millis(100);
    within(60, move || {
        let gil = Arc::new(Gil::new(interval));
        // It may get the GIL between two turns. Then once more.
        while !four_short_turns(&gil, interval) {}
    });
}

/// `false`: the one who waits has had the GIL.
fn four_short_turns(gil: &Arc<Gil>, interval: Duration) -> bool {
    let same = Arc::clone(gil);
    let mut other = None;
    let mut waits = true;
    for _ in 0..4 {
        let begin = Instant::now();
        gil.with(|py| {
            if other.is_none() {
                let same = Arc::clone(&same);
                other = Some(thread::spawn(move || same.with(|_| ())));
                while gil.waiting() == 0 {
                    thread::yield_now();
                }
            }
            thread::sleep(interval * 2 / 5);
            waits &= gil.waiting() == 1;
            let asked = py.checkpoint();
            waits &= !asked;
            let early = begin.elapsed() < interval;
            assert!(
                !(asked && early),
                "asked in the turn of one who had just begun"
            );
        });
    }
    other.map(thread::JoinHandle::join).unwrap().unwrap();
    waits
}

#[test]
fn a_call_into_c_cannot_be_interrupted() {
    within(60, || {
        let gil = Arc::new(Gil::new(Duration::ZERO));
        let (sender, receiver) = mpsc::channel();
        gil.with(|py| {
            let other = Arc::clone(&gil);
            thread::spawn(move || other.with(|_| sender.send(()).unwrap()));
            while gil.waiting() == 0 {
                thread::yield_now();
            }
            // Here would be C. The other asks, for as long as it likes.
            for _ in 0..1_000 {
                thread::yield_now();
            }
            assert!(receiver.try_recv().is_err());
            while !py.checkpoint() {}
            assert!(receiver.try_recv().is_ok(), "it was not its turn");
        });
    });
}

#[test]
fn two_threads_share_the_place_of_strtok() {
    within(60, || {
        let strtok = Strtok::new();
        let turn = Barrier::new(2);
        thread::scope(|s| {
            s.spawn(|| {
                turn.wait(); // the other has begun
                strtok.start("x y");
                turn.wait();
            });
            strtok.start("a b");
            turn.wait();
            turn.wait();
            assert_eq!(strtok.next_word().as_deref(), Some("x"), "it was to be a");
        });
    });
}

#[test]
fn a_lock_around_all_calls_cures_it() {
    within(60, || {
        let strtok = std::sync::Mutex::new(Strtok::new());
        thread::scope(|s| {
            for text in ["a b c", "x y z"] {
                let strtok = &strtok;
                s.spawn(move || {
                    for _ in 0..1_000 {
                        assert_eq!(words_locked(strtok, text).join(" "), text);
                    }
                });
            }
        });
    });
}

#[test]
fn one_worker_for_all_calls_cures_it() {
    within(60, || {
        let strtok = Arc::new(Strtok::new());
        let pool = chapter8::Pool::new(1, 4).unwrap();
        let texts = ["a b c", "x y z"].into_iter().cycle().take(1_000);
        let submit = |text: &'static str| {
            let strtok = Arc::clone(&strtok);
            (text, pool.submit(move || strtok.words(text)).unwrap())
        };
        for (text, words) in texts.map(submit).collect::<Vec<_>>() {
            assert_eq!(words.result().unwrap().join(" "), text);
        }
    });
}

/// As in C: what is left of the one before is forgotten.
#[test]
fn strtok_begins_with_a_new_text() {
    let strtok = Strtok::new();
    strtok.start("a b c");
    assert_eq!(strtok.next_word().as_deref(), Some("a"));
    strtok.start("d");
    assert_eq!(strtok.next_word().as_deref(), Some("d"));
    assert_eq!(strtok.next_word(), None);
}
