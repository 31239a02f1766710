//! The exercise `woken_how_often`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/woken_how_often.rs"]
mod answers;

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
    seam::predict::judge(program, answers::ANSWERS);
}
