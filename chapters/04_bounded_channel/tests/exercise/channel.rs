//! The steps of the exercise `channel`, a test or two each: `step_2_...` passes when the first
//! two are done.

use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::thread;

use chapter4::channel::{Receiver, Sender, channel};
use chapter4::error::{Closed, TryRecvError};
use seam::watchdog::within;

/// What happens when a hand goes is step 3. Until then the tests let none go.
type Hands<T> = (ManuallyDrop<Sender<T>>, ManuallyDrop<Receiver<T>>);

fn hands<T>(capacity: usize) -> Hands<T> {
    let (sender, receiver) = channel(capacity);
    (ManuallyDrop::new(sender), ManuallyDrop::new(receiver))
}

#[test]
fn step_1_two_hands_on_one_queue() {
    let (sender, receiver) = hands(1);
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    sender.try_send(1).unwrap();
    assert!(sender.try_send(2).is_err());
    assert_eq!(receiver.try_recv(), Ok(1));
}

#[test]
fn step_2_both_wait() {
    within(60, || {
        let (sender, receiver) = hands(1);
        let thread = thread::spawn(move || {
            for n in 0..10 {
                sender.send(n).unwrap();
            }
        });
        for n in 0..10 {
            assert_eq!(receiver.recv(), Some(n));
        }
        thread.join().unwrap();
    });
}

#[test]
fn step_2_closed_the_value_comes_back() {
    let (sender, receiver) = hands(1);
    sender.close();
    assert!(matches!(sender.send("late"), Err(Closed("late"))));
    assert_eq!(receiver.recv(), None);
}

#[test]
fn step_3_without_a_sender_it_is_closed() {
    within(60, || {
        let (sender, receiver) = hands(1);
        sender.send(1).unwrap();
        drop(ManuallyDrop::into_inner(sender));
        assert_eq!(receiver.recv(), Some(1));
        assert_eq!(receiver.recv(), None);
    });
}

#[test]
fn step_3_without_a_receiver_it_is_closed_and_empty() {
    let value = Arc::new(());
    let (sender, receiver) = hands(2);
    sender.send(Arc::clone(&value)).unwrap();
    drop(ManuallyDrop::into_inner(receiver));
    let held = Arc::strong_count(&value) - 1;
    assert_eq!(held, 0, "it is in a channel that nobody can read");
    assert!(sender.send(value).is_err());
}

#[test]
fn step_4_only_the_last_sender_closes() {
    let (sender, receiver) = channel(1);
    let other = sender.clone();
    drop(sender);
    other.send(1).unwrap();
    assert_eq!(receiver.try_recv(), Ok(1));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    drop(other);
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
}

#[test]
fn step_4_only_the_last_receiver_closes() {
    let (sender, receiver) = channel(1);
    let other = receiver.clone();
    drop(receiver);
    sender.send(1).unwrap();
    assert_eq!(other.try_recv(), Ok(1));
    drop(other);
    assert!(sender.send(2).is_err());
}
