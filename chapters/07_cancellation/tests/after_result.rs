//! The exercise `after_result`: what can this program return?
#![allow(dead_code, unused_imports, unused_variables)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/claim.rs"]
mod claim;
#[path = "../src/future.rs"]
mod future;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../src/token.rs"]
mod token;

#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../05_futures/src/future.rs"]
mod outcome;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../exercise/after_result.rs"]
mod answers;
#[path = "../../../tests/support/predict.rs"]
mod predict;

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
    predict::judge(program, answers::ANSWERS);
}
