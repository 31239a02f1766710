//! The exercise `whose_turn`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/whose_turn.rs"]
mod answers;

use os::sync::{Arc, Mutex};
use turns::Seat;

// ANCHOR: program
fn program() -> String {
    let log = Arc::new(Mutex::new(String::new()));
    let (one, two) = (Arc::new(Seat::new()), Arc::new(Seat::new()));
    let first = {
        let (log, one, two) = (Arc::clone(&log), Arc::clone(&one), Arc::clone(&two));
        thread::spawn(move || {
            one.sit();
            log.lock().unwrap().push('a');
            two.give();
        })
    };
    one.give();
    log.lock().unwrap().push('m');
    two.sit();
    log.lock().unwrap().push('b');
    first.join().unwrap();
    let log = log.lock().unwrap();
    log.clone()
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
