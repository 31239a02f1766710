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

/// One wake-up is in flight at a time, and who comes back passes it on: the rows of the table in
/// `sleepers.rs`.
#[test]
fn one_wake_up_is_in_flight_at_a_time() {
    let mut sleepers = chapter4::sleepers::Sleepers::default();
    assert!(!sleepers.wake_one(), "nobody is there");
    sleepers.falls_asleep();
    sleepers.falls_asleep();
    assert!(sleepers.wake_one(), "they sleep");
    assert!(!sleepers.wake_one(), "one is on the way");
    sleepers.falls_asleep();
    assert!(!sleepers.wake_one(), "it still is");
    sleepers.comes_back();
    assert!(sleepers.wake_one(), "the others sleep");
    sleepers.comes_back();
    sleepers.comes_back();
    assert!(!sleepers.wake_one(), "nobody is there any more");
}
