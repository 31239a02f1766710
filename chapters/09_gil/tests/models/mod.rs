//! What loom checks in chapter 9. `tests/loom.rs` runs these on the source, and each
//! module in `tests/bugs` on a planted bug.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc as Plain; // counts: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::gil::{Gil, Python};
use super::strtok::{Strtok, words_locked};
use super::sync::atomic::AtomicBool;
use super::sync::{Arc, Mutex};
use super::thread;
use super::time::Duration;
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

/// With loom an interval has passed when the clock's imp says so.
const INTERVAL: Duration = Duration::from_millis(5);

/// A step of Python: nobody else may be in one.
fn step(_py: &mut Python<'_>, inside: &AtomicBool) {
    assert!(!inside.swap(true, SeqCst), "two threads hold the GIL");
    inside.swap(false, SeqCst);
}

/// Two threads take the GIL twice each, and one gives it up in between. Never two at once.
/// Three threads (main, another, the imp), at most 3 preemptions: exhaustive takes minutes.
pub fn never_two_holders() {
    check("never_two_holders", Bound::Preemptions(3), || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let inside = Arc::new(AtomicBool::new(false));
        let imp = imp();
        let other = {
            let (gil, inside) = (Arc::clone(&gil), Arc::clone(&inside));
            thread::spawn(move || gil.with(|py| step(py, &inside)))
        };
        gil.with(|py| {
            step(py, &inside);
            py.allow_threads(|| ());
            step(py, &inside);
        });
        other.join().unwrap();
        imp.join().unwrap();
    });
}

/// While a call to C waits for another thread, that thread gets the GIL; after the call this
/// one has it again. Were the GIL held, they would wait for each other. Two threads,
/// exhaustive. No imp: `never_two_holders` has one.
pub fn taken_back_after_allow_threads() {
    check("taken_back_after_allow_threads", Bound::Exhaustive, || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let inside = Arc::new(AtomicBool::new(false));
        let other = {
            let (gil, inside) = (Arc::clone(&gil), Arc::clone(&inside));
            thread::spawn(move || {
                gil.with(|py| step(py, &inside));
                gil.with(|py| step(py, &inside));
            })
        };
        gil.with(|py| {
            step(py, &inside);
            py.allow_threads(|| other.join().unwrap());
            step(py, &inside);
        });
        assert_eq!(gil.waiting(), 0);
    });
}

/// A call to C panics, and the panic is caught inside `with`: the GIL is held again. Two
/// threads, exhaustive. No imp: `never_two_holders` has one.
// ANCHOR: panic
pub fn taken_back_after_a_panic() {
    check("taken_back_after_a_panic", Bound::Exhaustive, || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let inside = Arc::new(AtomicBool::new(false));
        let other = {
            let (gil, inside) = (Arc::clone(&gil), Arc::clone(&inside));
            thread::spawn(move || gil.with(|py| step(py, &inside)))
        };
        gil.with(|py| {
            let call =
                AssertUnwindSafe(|| py.allow_threads(|| std::panic::resume_unwind(Box::new(()))));
            assert!(catch_unwind(call).is_err());
            step(py, &inside);
        });
        other.join().unwrap();
    });
}
// ANCHOR_END: panic

/// A thread that never gives the GIL up by itself looks once, at any moment. If it was asked,
/// then on its return another thread has had the GIL; if not, it goes on holding it. Four
/// threads (main, another, the clock, the imp), at most 3 preemptions: exhaustive takes
/// minutes.
// ANCHOR: checkpoint
pub fn a_checkpoint_hands_over() {
    check("a_checkpoint_hands_over", Bound::Preemptions(3), || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let turns = Plain::new(AtomicUsize::new(0));
        let clock = clock_imp();
        gil.with(|py| {
            let other = {
                let (gil, turns) = (Arc::clone(&gil), Plain::clone(&turns));
                thread::spawn(move || gil.with(|_| turns.fetch_add(1, SeqCst)))
            };
            let imp = imp();
            let before = turns.load(SeqCst);
            let gave_way = py.checkpoint();
            assert_eq!(gave_way, turns.load(SeqCst) > before);
            py.allow_threads(|| {
                other.join().unwrap();
                imp.join().unwrap();
            });
        });
        clock.join().unwrap();
    });
}
// ANCHOR_END: checkpoint

/// A thread computes for ever, with a checkpoint after each step, until another has had the
/// GIL. It ends. Three threads (main, another, the clock), at most 3 preemptions: a loop has
/// no end of orders. `yield_now` lets loom see that it has to wait for somebody.
pub fn nobody_starves() {
    check("nobody_starves", Bound::Preemptions(3), || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let turns = Plain::new(AtomicUsize::new(0));
        let other = {
            let (gil, turns) = (Arc::clone(&gil), Plain::clone(&turns));
            thread::spawn(move || gil.with(|_| turns.fetch_add(1, SeqCst)))
        };
        let clock = clock_imp();
        gil.with(|py| {
            while turns.load(SeqCst) == 0 {
                py.checkpoint();
                thread::yield_now();
            }
        });
        other.join().unwrap();
        clock.join().unwrap();
    });
}

/// Two threads ask one that computes. Whoever is first hands over to the other, at its own
/// checkpoint or at its end; nobody waits for a thread that has gone. Four threads (main,
/// two, the clock), at most 2 preemptions: with 3 it takes minutes.
pub fn two_ask() {
    check("two_ask", Bound::Preemptions(2), || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let turns = Plain::new(AtomicUsize::new(0));
        let clock = clock_imp();
        let others = [0, 1].map(|_| {
            let (gil, turns) = (Arc::clone(&gil), Plain::clone(&turns));
            thread::spawn(move || {
                gil.with(|py| {
                    turns.fetch_add(1, SeqCst);
                    py.checkpoint();
                });
            })
        });
        gil.with(|py| {
            py.checkpoint();
            py.checkpoint();
        });
        for other in others {
            other.join().unwrap();
        }
        clock.join().unwrap();
        assert_eq!(turns.load(SeqCst), 2);
        // Nobody waits any more, so nobody asks.
        gil.with(|py| assert!(!py.checkpoint()));
    });
}

/// Two ask, and the first of them that gets the GIL computes until the other has had it, too: who
/// asked is not forgotten. Four threads (main, two, the clock), at most one preemption: a loop has
/// no end of orders. `yield_now` lets loom see that it waits for somebody.
pub fn who_asked_is_not_forgotten() {
    check("who_asked_is_not_forgotten", Bound::Preemptions(1), || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let turns = Plain::new(AtomicUsize::new(0));
        let compute = |py: &mut Python<'_>, turns: &AtomicUsize| {
            turns.fetch_add(1, SeqCst);
            while turns.load(SeqCst) < 2 {
                py.checkpoint();
                thread::yield_now();
            }
        };
        let others = gil.with(|_| {
            let others = [0, 1].map(|_| {
                let (gil, turns) = (Arc::clone(&gil), Plain::clone(&turns));
                thread::spawn(move || gil.with(|py| compute(py, &turns)))
            });
            clock_imp().join().unwrap(); // from now on who waits asks
            others
        });
        for other in others {
            other.join().unwrap();
        }
    });
}

/// Two wait while one computes, and all give the GIL up once: each has it once, and is told. Three
/// threads (main, two others), exhaustive. No imp, no clock: they would wake the one whom nobody
/// has woken.
pub fn two_wait_and_both_get_it() {
    check("two_wait_and_both_get_it", Bound::Exhaustive, || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let others = gil.with(|_| {
            [(); 2].map(|()| {
                let gil = Arc::clone(&gil);
                thread::spawn(move || gil.with(|_| ()))
            })
        });
        for other in others {
            other.join().unwrap();
        }
        assert_eq!(gil.waiting(), 0);
    });
}

/// Another thread waits, and time stands still, so no interval passes: nobody is asked to give
/// way. Three threads (main, another, the imp), exhaustive. No clock: that is the point.
pub fn nobody_gives_way_before_the_interval() {
    let name = "nobody_gives_way_before_the_interval";
    check(name, Bound::Exhaustive, || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let imp = imp();
        let other = gil.with(|py| {
            let gil = Arc::clone(&gil);
            let other = thread::spawn(move || gil.with(|_| ()));
            for _ in 0..2 {
                assert!(!py.checkpoint(), "asked before the interval has passed");
            }
            other
        });
        other.join().unwrap();
        imp.join().unwrap();
    });
}

/// `with` inside `with` panics, and breaks nothing; inside `allow_threads` it is allowed.
/// Two threads, exhaustive. No imp: `never_two_holders` has one.
pub fn a_nested_with_is_refused() {
    check("a_nested_with_is_refused", Bound::Exhaustive, || {
        let gil = Arc::new(Gil::new(INTERVAL));
        let other = {
            let gil = Arc::clone(&gil);
            thread::spawn(move || gil.with(|_| ()))
        };
        gil.with(|py| {
            let nested = catch_unwind(AssertUnwindSafe(|| gil.with(|_| ())));
            assert!(nested.is_err());
            py.allow_threads(|| gil.with(|_| ()));
        });
        other.join().unwrap();
    });
}

/// Two threads cut two texts behind one lock: each gets its own words. Two threads,
/// exhaustive. No imp: nobody waits.
pub fn locked_words_are_not_mixed() {
    check("locked_words_are_not_mixed", Bound::Exhaustive, || {
        let strtok = Arc::new(Mutex::new(Strtok::new()));
        let other = {
            let strtok = Arc::clone(&strtok);
            thread::spawn(move || words_locked(&strtok, "c"))
        };
        assert_eq!(words_locked(&strtok, "a b"), ["a", "b"]);
        assert_eq!(other.join().unwrap(), ["c"]);
    });
}
