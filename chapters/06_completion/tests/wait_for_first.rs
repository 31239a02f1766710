//! The exercise `wait_for_first`: what can this program return?
#![allow(dead_code, unused_imports)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/as_completed.rs"]
mod as_completed;
#[path = "../src/completion.rs"]
mod completion;
#[path = "../src/feed.rs"]
mod feed;
#[path = "../src/map.rs"]
mod map;
#[path = "../src/submit.rs"]
mod submit;
#[path = "../src/unordered.rs"]
mod unordered;
#[path = "../src/wait.rs"]
mod wait;

#[path = "../../04_bounded_channel/src/pool.rs"]
mod bounded;
#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../05_futures/src/future.rs"]
mod future;
#[path = "../../05_futures/src/pool.rs"]
mod pool;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../exercise/wait_for_first.rs"]
mod answers;
#[path = "../../../tests/support/predict.rs"]
mod predict;

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
    predict::judge_within(3, program, answers::ANSWERS);
}
