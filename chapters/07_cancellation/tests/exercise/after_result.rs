//! The exercise `after_result`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/after_result.rs"]
mod answers;

use sync::Arc;

// ANCHOR: program
fn program() -> &'static str {
    let (promise, future) = outcome::promise();
    let claim = Arc::new(claim::Claim::new(promise, Box::new(|| 42)));
    let worker = {
        let claim = Arc::clone(&claim);
        thread::spawn(move || claim.run())
    };
    let value = future.result().unwrap();
    let state = if claim.is(claim::DONE) {
        "42, done"
    } else if claim.is(claim::RUNNING) {
        "42, running"
    } else if claim.is(claim::CANCELLED) {
        "42, cancelled"
    } else {
        "42, something else"
    };
    assert!(worker.join().unwrap() && value == 42);
    state
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
