//! The exercise `who_hears_first`: what can this program return?
#![allow(dead_code, unused_imports)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/error.rs"]
mod error;
#[path = "../src/future.rs"]
mod future;
#[path = "../src/pool.rs"]
mod pool;

#[path = "../../04_bounded_channel/src/pool.rs"]
mod bounded;
#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../exercise/who_hears_first.rs"]
mod answers;
#[path = "../../../tests/support/predict.rs"]
mod predict;

use sync::{Arc, Mutex};

// ANCHOR: program
fn program() -> String {
    let log = Arc::new(Mutex::new(String::new()));
    let write = |letter| {
        let log = Arc::clone(&log);
        move || log.lock().unwrap().push(letter)
    };
    let (promise, mut future) = future::promise();
    let worker = thread::spawn({
        let task = write('t');
        move || promise.run(task)
    });
    let callback = write('c');
    future.add_done_callback(move |_| callback());
    future.when_done(write('l'));
    future.result().unwrap();
    write('r')();
    worker.join().unwrap();
    let log = log.lock().unwrap();
    log.clone()
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    predict::judge(program, answers::ANSWERS);
}
