//! The exercise `late_values`: what can this program return?
#![allow(dead_code, unused_imports)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../src/queue.rs"]
mod queue;
#[path = "../src/task.rs"]
mod task;
#[path = "../src/workers.rs"]
mod workers;

#[path = "../exercise/late_values.rs"]
mod answers;
#[path = "../../../tests/support/predict.rs"]
mod predict;

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
    predict::judge(program, answers::ANSWERS);
}
