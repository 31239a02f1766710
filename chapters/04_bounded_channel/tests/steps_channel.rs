//! The steps of the exercise `channel`, a test or two each: `step_2_...` passes when the first
//! two are done.

#[path = "../../../tests/support/watchdog.rs"]
mod watchdog;

use std::mem;
use std::sync::Arc;
use std::thread;

use chapter4::channel::channel;
use chapter4::error::{Closed, TryRecvError};
use watchdog::within;

// What happens when a hand goes is steps 3 and 4: until then the tests keep theirs.

#[test]
fn step_1_two_hands_on_one_queue() {
    let (sender, receiver) = channel(1);
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    sender.try_send(1).unwrap();
    assert!(sender.try_send(2).is_err());
    assert_eq!(receiver.try_recv(), Ok(1));
    mem::forget((sender, receiver));
}

#[test]
fn step_2_both_wait() {
    within(60, || {
        let (sender, receiver) = channel(1);
        let thread = thread::spawn(move || {
            for n in 0..10 {
                sender.send(n).unwrap();
            }
            mem::forget(sender);
        });
        for n in 0..10 {
            assert_eq!(receiver.recv(), Some(n));
        }
        thread.join().unwrap();
        mem::forget(receiver);
    });
}

#[test]
fn step_2_closed_the_value_comes_back() {
    let (sender, receiver) = channel(1);
    sender.close();
    assert!(matches!(sender.send("late"), Err(Closed("late"))));
    assert_eq!(receiver.recv(), None);
    mem::forget((sender, receiver));
}

#[test]
fn step_3_the_last_sender_closes() {
    within(60, || {
        let (sender, receiver) = channel(1);
        let other = sender.clone();
        drop(sender);
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty)); // there is another one
        other.send(1).unwrap();
        drop(other);
        assert_eq!(receiver.recv(), Some(1));
        assert_eq!(receiver.recv(), None);
        mem::forget(receiver);
    });
}

#[test]
fn step_4_the_last_receiver_closes_and_clears() {
    let value = Arc::new(());
    let (sender, receiver) = channel(2);
    let other = receiver.clone();
    drop(receiver);
    sender.send(Arc::clone(&value)).unwrap(); // there is another one
    drop(other);
    assert_eq!(Arc::strong_count(&value), 1);
    assert!(sender.send(Arc::clone(&value)).is_err());
}
