//! The exercise `one_place`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/one_place.rs"]
mod answers;

// ANCHOR: program
fn program() -> String {
    let (sender, receiver) = channel::channel(1);
    let other = sender.clone();
    let thread = thread::spawn(move || {
        other.send(1).unwrap();
        other.send(2).unwrap();
    });
    let mut values = vec![receiver.recv().unwrap()];
    let refused = sender.try_send(3).is_err();
    drop(sender);
    while let Some(value) = receiver.recv() {
        values.push(value);
    }
    thread.join().unwrap();
    format!("{values:?}, refused: {refused}")
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
