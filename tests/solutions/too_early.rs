//! The exercise `too_early`: a model that catches `bugs/wakes_too_early.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::os::sync::Arc;
use super::thread;
use super::turns::Seat;

/// A turn that is given is not lost, whenever the thread sits down.
pub fn model() {
    let seat = Arc::new(Seat::new());
    let same = Arc::clone(&seat);
    let sits = thread::spawn(move || same.sit());
    seat.give();
    sits.join().unwrap();
}
