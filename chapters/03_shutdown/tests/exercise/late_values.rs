//! The exercise `late_values`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/late_values.rs"]
mod answers;

use sync::Arc;

// ANCHOR: program
fn program() -> String {
    let queue = Arc::new(queue::Queue::new());
    let same = Arc::clone(&queue);
    let producer = thread::spawn(move || [1, 2].map(|n| same.push(n).is_ok()));
    queue.close();
    let first = queue.pop();
    let accepted = producer.join().unwrap();
    format!("{accepted:?}, then {first:?}")
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
