//! Models of the channel alone. Main is one of the threads in each.
//!
//! Where a bound is given, the exhaustive search takes from 20 seconds to minutes. Three
//! preemptions are one for each thread that can be interrupted between looking and
//! sleeping or between changing and notifying; the planted bugs show within one or two.

use super::channel::{Receiver, Sender, channel};
use super::error::{TryRecvError, TrySendError};
use super::thread::{self, JoinHandle};
use super::time::Duration;
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

/// Two values through one place: the sender waits for room, the receiver for values, and
/// both survive waking for no reason. Three threads (main sends, one receives, the imp),
/// three preemptions.
// ANCHOR: room
pub fn a_sender_waits_for_room() {
    check("a_sender_waits_for_room", Bound::Preemptions(3), || {
        let (sender, receiver) = channel(1);
        let imp = imp();
        let received = thread::spawn(move || [receiver.recv(), receiver.recv()]);
        sender.send(1).unwrap();
        sender.send(2).unwrap();
        assert_eq!(received.join().unwrap(), [Some(1), Some(2)]);
        imp.join().unwrap();
    });
}
// ANCHOR_END: room

/// Senders and receivers wait at the same time, and each wake-up reaches the right kind.
/// Four threads (main sends, one more sends, two receive), three preemptions.
// ANCHOR: two_kinds
pub fn two_senders_and_two_receivers() {
    let name = "two_senders_and_two_receivers";
    check(name, Bound::Preemptions(3), || {
        let (sender, receiver) = channel(1);
        let received = [receive(&receiver), receive(&receiver)];
        let sent = send(&sender, 1);
        sender.send(2).unwrap();
        assert!(sent.join().unwrap());
        let sum: u32 = received.map(|r| r.join().unwrap().unwrap()).iter().sum();
        assert_eq!(sum, 1 + 2);
    });
}
// ANCHOR_END: two_kinds

/// Two receivers sleep and two values come: one wake-up at a time, and both are woken. Three
/// threads (main sends, two receive), three preemptions. No imp: it would wake them, too.
pub fn two_values_wake_two_receivers() {
    let name = "two_values_wake_two_receivers";
    check(name, Bound::Preemptions(3), || {
        let (sender, receiver) = channel(2);
        let received = [receive(&receiver), receive(&receiver)];
        sender.send(1).unwrap();
        sender.send(2).unwrap();
        let sum: u32 = received.map(|r| r.join().unwrap().unwrap()).iter().sum();
        assert_eq!(sum, 1 + 2);
    });
}

/// `try_recv` frees a place, so it wakes a waiting sender. Two threads (main, one that
/// sends), exhaustive.
pub fn try_recv_makes_room() {
    check("try_recv_makes_room", Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        sender.send(1).unwrap();
        let sent = send(&sender, 2);
        assert_eq!(receiver.try_recv(), Ok(1));
        assert!(sent.join().unwrap());
        assert_eq!(receiver.try_recv(), Ok(2));
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    });
}

/// `try_send` wakes a waiting receiver. Three threads (main, one that receives, the imp),
/// exhaustive.
pub fn try_send_wakes_a_receiver() {
    check("try_send_wakes_a_receiver", Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        let imp = imp();
        let received = receive(&receiver);
        sender.try_send(1).unwrap();
        assert_eq!(received.join().unwrap(), Some(1));
        imp.join().unwrap();
    });
}

/// Two wait, one of them with a time-out that may end at any moment, also just as it is
/// notified. If it gives up, the value is for the other one. Four threads (main, two that
/// receive, the clock), three preemptions.
// ANCHOR: timeout
pub fn a_timeout_wastes_no_wakeup() {
    let name = "a_timeout_wastes_no_wakeup";
    check(name, Bound::Preemptions(3), || {
        let (sender, receiver) = channel(1);
        let clock = clock_imp();
        let patient = receive(&receiver);
        let hasty = thread::spawn(move || receiver.recv_timeout(Duration::from_secs(1)));
        sender.send(1).unwrap();
        let (hasty, patient) = match hasty.join().unwrap() {
            Err(error) => (Err(error), patient.join().unwrap()),
            Ok(value) => {
                sender.close(); // nothing is left for the patient one to wait for
                (Ok(value), patient.join().unwrap())
            }
        };
        match (hasty, patient) {
            (Ok(1), None) | (Err(TryRecvError::Empty), Some(1)) => {}
            other => panic!("the value went astray: {other:?}"),
        }
        clock.join().unwrap();
    });
}
// ANCHOR_END: timeout

/// A sender with a time-out, a receiver, and a clock: the value arrives or comes back.
/// Three threads (main sends, one receives, the clock), three preemptions.
pub fn send_times_out_or_sends() {
    check("send_times_out_or_sends", Bound::Preemptions(3), || {
        let (sender, receiver) = channel(1);
        let clock = clock_imp();
        sender.send(1).unwrap();
        let received = thread::spawn(move || [receiver.recv(), receiver.recv()]);
        let arrived = match sender.send_timeout(2, Duration::from_secs(1)) {
            Ok(()) => Some(2),
            Err(TrySendError::Full(2)) => None,
            Err(other) => panic!("{other}"),
        };
        drop(sender);
        assert_eq!(received.join().unwrap(), [Some(1), arrived]);
        clock.join().unwrap();
    });
}

/// Two senders send and go, at once; the receiver gets both values, then the end. Three
/// threads (main receives, two send), three preemptions.
pub fn the_last_sender_closes() {
    check("the_last_sender_closes", Bound::Preemptions(3), || {
        let (sender, receiver) = channel(2);
        let sent = [send(&sender, 1), send(&sender, 2)];
        drop(sender);
        let (first, second) = (receiver.recv(), receiver.recv());
        assert_eq!(first.unwrap() + second.unwrap(), 1 + 2);
        assert_eq!(receiver.recv(), None);
        assert!(sent.map(|sent| sent.join().unwrap()).iter().all(|&ok| ok));
    });
}

/// The receiver goes while the queue is full and a sender waits: the sender gets its value
/// back, and what was queued is dropped (loom fails on a leaked `Arc`). Three threads
/// (main, one that sends, the imp), exhaustive.
pub fn the_last_receiver_closes() {
    check("the_last_receiver_closes", Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        let imp = imp();
        sender.send(super::sync::Arc::new(1)).unwrap();
        let back = {
            let sender = sender.clone();
            thread::spawn(move || *sender.send(super::sync::Arc::new(2)).unwrap_err().0)
        };
        drop(receiver);
        assert_eq!(back.join().unwrap(), 2);
        imp.join().unwrap();
    });
}

/// `send`, `recv` and `close` at once: a value accepted is received, the others come back.
/// Three threads (main closes, one sends, one receives), exhaustive.
pub fn send_against_close() {
    check("send_against_close", Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        let received = receive(&receiver);
        let sent = send(&sender, 1);
        sender.close();
        let accepted = sent.join().unwrap();
        assert_eq!(received.join().unwrap(), accepted.then_some(1));
    });
}

/// The same with `try_send`, which must look and push in one step. Three threads (main
/// closes, one sends, one receives), exhaustive.
pub fn try_send_against_close() {
    check("try_send_against_close", Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        let received = receive(&receiver);
        let sent = {
            let sender = sender.clone();
            thread::spawn(move || sender.try_send(1).is_ok())
        };
        sender.close();
        let accepted = sent.join().unwrap();
        assert_eq!(
            received.join().unwrap(),
            accepted.then_some(1),
            "the value is lost"
        );
    });
}

fn send(sender: &Sender<u32>, value: u32) -> JoinHandle<bool> {
    let sender = sender.clone();
    thread::spawn(move || sender.send(value).is_ok())
}

fn receive(receiver: &Receiver<u32>) -> JoinHandle<Option<u32>> {
    let receiver = receiver.clone();
    thread::spawn(move || receiver.recv())
}
