//! The exercise `who_is_first`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/who_is_first.rs"]
mod answers;

use sync::{Arc, Mutex};

// ANCHOR: program
fn program() -> String {
    let log = Arc::new(Mutex::new(String::new()));
    let pool = pool::Pool::new();
    for letter in ['a', 'b'] {
        let log = Arc::clone(&log);
        pool.execute(move || log.lock().unwrap().push(letter));
    }
    log.lock().unwrap().push('m');
    drop(pool);
    log.lock().unwrap().push('.');
    let log = log.lock().unwrap();
    log.clone()
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
