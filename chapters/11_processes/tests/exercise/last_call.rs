//! The exercise `last_call`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/last_call.rs"]
mod answers;

use deaths::Deaths;
use dispatcher::Dispatcher;
use taken::End;
use time::Duration;

// ANCHOR: program
fn program() -> String {
    let deaths = Deaths::new(0, Duration::ZERO);
    let bury = |_: &&str| (); // a worker that is a word needs no grave
    let workers = Dispatcher::new(1, deaths, bury);
    let workers: &'static _ = Box::leak(Box::new(workers)); // so that a place may travel
    let mut taken = workers.take().ok().unwrap();
    taken.started("worker").unwrap();
    let caller = thread::spawn(move || {
        taken.rest();
        workers.take()
    });
    let left = workers.end(End::Terminated);
    let found = match (left.idle.len(), left.busy.len()) {
        (0, 0) => "nobody",
        (1, 0) => "idle",
        (0, 1) => "busy",
        _ => "two of them",
    };
    let again = caller.join().unwrap().is_ok();
    format!("found {found}, taken again: {again}")
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
