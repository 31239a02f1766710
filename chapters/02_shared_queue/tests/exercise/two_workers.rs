//! The exercise `two_workers`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/two_workers.rs"]
mod answers;

use sync::{Arc, Mutex};

// ANCHOR: program
fn program() -> String {
    let log = Arc::new(Mutex::new(String::new()));
    let shared = Arc::new(pool::Shared::new());
    for letter in ['a', 'b'] {
        let log = Arc::clone(&log);
        shared.push(Box::new(move || log.lock().unwrap().push(letter)));
    }
    // A worker that runs one task, and main, which runs the other as a worker does.
    let same = Arc::clone(&shared);
    let worker = thread::spawn(move || same.run_one());
    shared.run_one();
    log.lock().unwrap().push('m');
    worker.join().unwrap();
    let log = log.lock().unwrap();
    log.clone()
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
