//! The steps of the exercise `gil`, a test or more each: `step_2_...` passes when the first two
//! are done.
#![allow(dead_code, unused_imports)] // a part of each file

use std::{sync, thread, time};

#[path = "../../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[rustfmt::skip]
#[cfg_attr(not(feature = "exercise"), path = "../../src/gil.rs")]
#[cfg_attr(feature = "exercise-gil", path = "../../exercise/gil.rs")]
#[cfg_attr(all(feature = "exercise", not(feature = "exercise-gil")), path = "../../exercise/after_you.rs")]
mod gil;
#[path = "../../src/on_drop.rs"]
mod on_drop;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use gil::Gil;
use seam::watchdog::within;

/// Of a panic inside `with`: what it said.
fn message(panicked: thread::Result<()>) -> String {
    let payload = panicked.expect_err("it panics");
    payload.downcast_ref::<&str>().unwrap_or(&"").to_string()
}

#[test]
fn step_1_one_after_the_other() {
    within(60, || {
        let gil = Arc::new(Gil::default());
        let (sender, receiver) = mpsc::channel();
        let other = gil.with(|_| {
            let other = {
                let gil = Arc::clone(&gil);
                thread::spawn(move || gil.with(|_| sender.send("other").unwrap()))
            };
            while gil.waiting() == 0 {
                thread::yield_now();
            }
            assert!(receiver.try_recv().is_err(), "two threads hold the GIL");
            other
        });
        other.join().unwrap();
        assert_eq!(receiver.recv(), Ok("other"));
        assert_eq!(gil.waiting(), 0);
    });
}

#[test]
fn step_1_a_panic_gives_it_up() {
    within(60, || {
        let gil = Gil::default();
        let panicked = catch_unwind(AssertUnwindSafe(|| gil.with(|_| panic!("on purpose"))));
        assert_eq!(message(panicked), "on purpose");
        assert_eq!(gil.with(|_| 1), 1);
    });
}

#[test]
fn step_1_nobody_waits_for_himself() {
    within(60, || {
        let gil = Gil::default();
        gil.with(|_| {
            let nested = catch_unwind(AssertUnwindSafe(|| gil.with(|_| ())));
            assert_eq!(message(nested), "this thread holds the GIL already");
        });
        assert_eq!(gil.with(|_| 1), 1);
    });
}

#[test]
fn step_2_meanwhile_others_have_it() {
    within(60, || {
        let gil = Gil::default();
        let answer = gil.with(|py| {
            py.allow_threads(|| gil.with(|_| 41))
                + py.allow_threads(|| {
                    thread::scope(|scope| scope.spawn(|| gil.with(|_| 1)).join().unwrap())
                })
        });
        assert_eq!(answer, 42);
    });
}

/// Whoever has it again may not take it twice: that is how one can see that he has it.
#[test]
fn step_2_afterwards_it_is_ours_again() {
    within(60, || {
        let gil = Gil::default();
        gil.with(|py| {
            py.allow_threads(|| ());
            assert!(catch_unwind(AssertUnwindSafe(|| gil.with(|_| ()))).is_err());
            let call = AssertUnwindSafe(|| py.allow_threads(|| resume_unwind(Box::new(()))));
            assert!(catch_unwind(call).is_err());
            assert!(catch_unwind(AssertUnwindSafe(|| gil.with(|_| ()))).is_err());
        });
    });
}

#[test]
fn step_3_nobody_asks_so_nobody_gives_way() {
    let gil = Gil::new(Duration::ZERO);
    gil.with(|py| assert!((0..1_000).all(|_| !py.checkpoint())));
}

/// Another one waits, but its interval is long.
#[test]
fn step_3_before_the_interval_nobody_gives_way() {
    within(60, || {
        let gil = Arc::new(Gil::new(Duration::from_secs(600)));
        let other = gil.with(|py| {
            let other = {
                let gil = Arc::clone(&gil);
                thread::spawn(move || gil.with(|_| ()))
            };
            while gil.waiting() == 0 {
                thread::yield_now();
            }
            for _ in 0..20 {
                thread::sleep(Duration::from_millis(1)); // for one that asks at once
                assert!(
                    !py.checkpoint(),
                    "it gave way before the interval had passed"
                );
            }
            other
        });
        other.join().unwrap();
    });
}

/// Twenty times over: once it might come off by luck.
#[test]
fn step_3_who_asked_has_had_his_turn() {
    within(60, || {
        let gil = Arc::new(Gil::new(Duration::ZERO));
        let (sender, receiver) = mpsc::channel();
        gil.with(|py| {
            for turn in 0..20 {
                let (gil, sender) = (Arc::clone(&gil), sender.clone());
                thread::spawn(move || gil.with(|_| _ = sender.send(turn)));
                while !py.checkpoint() {
                    thread::yield_now();
                }
                assert_eq!(receiver.try_recv(), Ok(turn), "it was not its turn");
            }
        });
    });
}

/// An interval that is not zero is slept through, and then it is over.
#[test]
fn step_3_who_has_waited_for_an_interval_asks() {
    within(60, || {
        let gil = Arc::new(Gil::new(Duration::from_millis(1)));
        let other = gil.with(|py| {
            let other = {
                let gil = Arc::clone(&gil);
                thread::spawn(move || gil.with(|_| ()))
            };
            let mut checkpoints = 0;
            while !py.checkpoint() {
                checkpoints += 1;
                assert!(checkpoints < 5_000, "it waits for long, and does not ask");
                thread::sleep(Duration::from_millis(1));
            }
            other
        });
        other.join().unwrap();
    });
}
