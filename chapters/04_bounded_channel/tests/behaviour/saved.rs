//! A notify is saved where nobody can go on. So here the queue stands over sleepers that count how
//! often it asks whether one of them is to be woken.
#![allow(dead_code)] // a part of the file

use std::sync;

use chapter4::{deadline, error};

#[path = "../../src/queue.rs"]
mod queue;

mod sleepers {
    use std::cell::Cell;

    thread_local! {
        static ASKED: Cell<usize> = const { Cell::new(0) };
    }

    /// Nobody sleeps here.
    #[derive(Default)]
    pub struct Sleepers(());

    impl Sleepers {
        pub fn wake_one(&mut self) -> bool {
            ASKED.set(ASKED.get() + 1);
            false
        }

        pub fn falls_asleep(&mut self) {}

        pub fn comes_back(&mut self) {}
    }

    /// How often in `work`.
    pub fn asked<R>(work: impl FnOnce() -> R) -> usize {
        ASKED.set(0);
        work();
        ASKED.get()
    }
}

use queue::Queue;
use sleepers::asked;

/// After each change it asks for those who pop, if there is a value, and for those who push, if there
/// is room; and for nobody else.
#[test]
fn it_asks_only_for_those_who_can_go_on() {
    let queue = Queue::new(2);
    assert_eq!(asked(|| queue.try_push(1)), 2, "a value, and room");
    assert_eq!(asked(|| queue.push(2, None)), 1, "a value");
    assert_eq!(asked(|| queue.try_push(3)), 0, "no change");
    assert_eq!(asked(|| queue.try_pop()), 2, "a value, and room");
    assert_eq!(asked(|| queue.pop(None)), 1, "room");
    assert_eq!(asked(|| queue.try_pop()), 0, "no change");
}
