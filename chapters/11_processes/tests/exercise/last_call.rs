//! The exercise `last_call`: what can this program return?

use crate::source::*;

#[path = "../../exercise/last_call.rs"]
mod answers;

use dispatcher::{Dispatcher, End};
use sync::Arc;

// ANCHOR: program
fn program() -> String {
    let workers = Arc::new(Dispatcher::new(1, 0));
    let place = workers.take().unwrap().place;
    workers.started(place, "worker").unwrap();
    let caller = {
        let workers = Arc::clone(&workers);
        thread::spawn(move || {
            let done = workers.done(place).is_ok();
            let again = workers.take().is_ok();
            format!("done: {done}, taken again: {again}")
        })
    };
    let left = workers.end(End::Terminated);
    let found = match (left.idle.len(), left.busy.len()) {
        (0, 0) => "nobody",
        (1, 0) => "idle",
        (0, 1) => "busy",
        _ => "two of them",
    };
    format!("found {found}, {}", caller.join().unwrap())
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
