//! The steps of the exercise `turns`: `step_2_...` passes when both are done.
#![allow(dead_code)] // a part of the file

mod os {
    pub use std::sync;
}

#[rustfmt::skip]
#[cfg_attr(not(feature = "exercise"), path = "../../src/turns.rs")]
#[cfg_attr(feature = "exercise-turns", path = "../../exercise/turns.rs")]
#[cfg_attr(all(feature = "exercise", not(feature = "exercise-turns")), path = "../../exercise/one_seat.rs")]
mod turns;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread;

use seam::watchdog::within;
use turns::Seat;

#[test]
fn step_1_a_seat_has_one_turn_at_most() {
    let seat = Seat::new();
    seat.give();
    let twice = catch_unwind(AssertUnwindSafe(|| seat.give()));
    assert!(twice.is_err(), "a second turn is a mistake, and says so");
}

#[test]
fn step_2_a_turn_that_was_given_is_taken_at_once() {
    within(60, || {
        let seat = Seat::new();
        for _ in 0..3 {
            seat.give(); // panics if the last one was not taken
            seat.sit();
        }
    });
}

#[test]
fn step_2_who_sits_without_a_turn_waits_for_it() {
    within(60, || {
        let seat = Arc::new(Seat::new());
        let (stood_up, has_stood_up) = mpsc::channel();
        let sits = {
            let seat = Arc::clone(&seat);
            thread::spawn(move || {
                seat.sit();
                stood_up.send("it was given").unwrap();
            })
        };
        assert!(has_stood_up.try_recv().is_err(), "it has no turn yet");
        seat.give();
        assert_eq!(has_stood_up.recv(), Ok("it was given"));
        sits.join().unwrap();
    });
}
