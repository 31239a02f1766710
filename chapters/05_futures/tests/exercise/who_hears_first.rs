//! The exercise `who_hears_first`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/who_hears_first.rs"]
mod answers;

use sync::{Arc, Mutex};

// ANCHOR: program
fn program() -> String {
    let log = Arc::new(Mutex::new(String::new()));
    let write = |letter| {
        let log = Arc::clone(&log);
        move || log.lock().unwrap().push(letter)
    };
    let (promise, mut future) = future::promise();
    let worker = thread::spawn({
        let task = write('t');
        move || promise.run(task)
    });
    let callback = write('c');
    future.add_done_callback(move |_| callback());
    future.when_done(write('l'));
    future.result().unwrap();
    write('r')();
    worker.join().unwrap();
    let log = log.lock().unwrap();
    log.clone()
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
