//! The exercise `two_ends`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/two_ends.rs"]
mod answers;

use std::collections::VecDeque;

use queue::Queue;
use sync::Arc;

// ANCHOR: program
fn program() -> String {
    let queue = Arc::new(Queue::new(2));
    let producer = {
        let queue = Arc::clone(&queue);
        thread::spawn(move || {
            queue
                .push_all(&mut VecDeque::from([1, 2, 3]), true)
                .unwrap()
        })
    };
    let tried = [queue.try_pop(), queue.try_pop()];
    for _ in tried.iter().flatten().count()..3 {
        queue.pop().unwrap();
    }
    producer.join().unwrap();
    format!("{:?}, {:?}", tried[0], tried[1])
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
