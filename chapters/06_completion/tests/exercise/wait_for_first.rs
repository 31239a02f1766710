//! The exercise `wait_for_first`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/wait_for_first.rs"]
mod answers;

// ANCHOR: program
fn program() -> String {
    let (first, one) = future::promise();
    let (second, two) = future::promise();
    first.settle(Ok(1)); // this one is done
    let worker = thread::spawn(move || second.settle(Ok(2)));
    let completed = as_completed::as_completed([two, one]);
    let values: Vec<_> = completed.map(|future| future.result().unwrap()).collect();
    worker.join().unwrap();
    format!("{values:?}")
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge_within(3, program, answers::ANSWERS);
}
