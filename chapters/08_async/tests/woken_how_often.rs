//! The exercise `woken_how_often`: what can this program return?
#![allow(dead_code, unused_imports)] // one model of many

use std::sync::Arc as StdArc;
use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/abort.rs"]
mod abort;
#[path = "../src/block_on.rs"]
mod block_on;
#[path = "../src/combine.rs"]
mod combine;
#[path = "../src/executor.rs"]
mod executor;
#[path = "../src/future.rs"]
mod future;
#[path = "../src/pool.rs"]
mod pool;
#[path = "../src/room.rs"]
mod room;
#[path = "../src/timer.rs"]
mod timer;
#[path = "../src/waker.rs"]
mod waker;

use chapter7::Pending;
#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../07_cancellation/src/claim.rs"]
mod claim;
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

#[path = "../exercise/woken_how_often.rs"]
mod answers;
#[path = "../../../tests/support/predict.rs"]
mod predict;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Wake, Waker};

use sync::Arc;

/// Counts how often it is woken.
#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: StdArc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

// ANCHOR: program
fn program() -> String {
    let slot = Arc::new(waker::WakerSlot::new());
    let count = StdArc::new(Count::default());
    let waker = Waker::from(StdArc::clone(&count));
    let worker = {
        let slot = Arc::clone(&slot);
        thread::spawn(move || {
            slot.wake();
            slot.wake();
        })
    };
    slot.register(&waker);
    slot.register(&waker);
    worker.join().unwrap();
    let woken = count.0.load(SeqCst);
    slot.wake(); // is one still registered?
    let left = count.0.load(SeqCst) - woken;
    format!("woken {woken}, left {left}")
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    predict::judge(program, answers::ANSWERS);
}
