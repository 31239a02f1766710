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
/// Four threads (main sends, one more sends, two receive), three preemptions. No imp: it would
/// wake one whom nobody has woken.
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

/// Two wait for values, and there is room for two: each value wakes one, also if the first is
/// still there when the second comes. Three threads (main sends, two receive), three preemptions.
/// No imp: it would wake the one whom nobody has woken.
pub fn two_values_wake_two() {
    check("two_values_wake_two", Bound::Preemptions(3), || {
        let (sender, receiver) = channel(2);
        let received = [receive(&receiver), receive(&receiver)];
        sender.send(1).unwrap();
        sender.send(2).unwrap();
        let sum: u32 = received.map(|r| r.join().unwrap().unwrap()).iter().sum();
        assert_eq!(sum, 1 + 2);
    });
}

/// The same with `try_send`, and the same preemptions. No imp: it would wake one whom nobody has woken.
pub fn two_tried_values_wake_two() {
    check("two_tried_values_wake_two", Bound::Preemptions(3), || {
        let (sender, receiver) = channel(2);
        let received = [receive(&receiver), receive(&receiver)];
        sender.try_send(1).unwrap();
        sender.try_send(2).unwrap();
        let sum: u32 = received.map(|r| r.join().unwrap().unwrap()).iter().sum();
        assert_eq!(sum, 1 + 2);
    });
}

/// The mirror image: two wait for room, and two places get free. Three threads (main receives,
/// two send), three preemptions. No imp: as above.
pub fn two_places_wake_two() {
    check("two_places_wake_two", Bound::Preemptions(3), || {
        let (sender, receiver) = channel(2);
        sender.try_send(0).unwrap();
        sender.try_send(0).unwrap();
        let sent = [send(&sender, 1), send(&sender, 2)];
        assert_eq!((receiver.recv(), receiver.recv()), (Some(0), Some(0)));
        assert!(sent.map(|sent| sent.join().unwrap()).iter().all(|&ok| ok));
    });
}

/// The same with `try_recv`, and the same preemptions. No imp: it would wake one whom nobody has woken.
pub fn two_tried_places_wake_two() {
    check("two_tried_places_wake_two", Bound::Preemptions(3), || {
        let (sender, receiver) = channel(2);
        sender.try_send(0).unwrap();
        sender.try_send(0).unwrap();
        let sent = [send(&sender, 1), send(&sender, 2)];
        assert_eq!((receiver.try_recv(), receiver.try_recv()), (Ok(0), Ok(0)));
        assert!(sent.map(|sent| sent.join().unwrap()).iter().all(|&ok| ok));
    });
}

/// `try_recv` frees a place, so it wakes a waiting sender. Three threads (main, one that sends,
/// the imp), exhaustive.
pub fn try_recv_makes_room() {
    check("try_recv_makes_room", Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        let imp = imp();
        sender.send(1).unwrap();
        let sent = send(&sender, 2);
        assert_eq!(receiver.try_recv(), Ok(1));
        assert!(sent.join().unwrap());
        assert_eq!(receiver.try_recv(), Ok(2));
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
        imp.join().unwrap();
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

/// The mirror image: two wait for room, one of them with a time-out. If it gives up, the place is
/// for the other one. Four threads (main receives, two send, the clock), two preemptions: with
/// three it takes seconds.
pub fn a_timeout_wastes_no_room() {
    check("a_timeout_wastes_no_room", Bound::Preemptions(2), || {
        let (sender, receiver) = channel(1);
        sender.try_send(0).unwrap();
        let clock = clock_imp();
        let patient = send(&sender, 1);
        let hasty = thread::spawn(move || sender.send_timeout(2, Duration::from_secs(1)).is_ok());
        assert_eq!(receiver.recv(), Some(0));
        if hasty.join().unwrap() {
            assert!(receiver.recv().is_some()); // and now there is room for the other
        }
        assert!(patient.join().unwrap());
        clock.join().unwrap();
    });
}

/// A value is sent in time, and only then is it late: it is received, however late the receiver
/// wakes. The state comes first, the clock second. Three threads (main sends, one receives, the
/// clock), exhaustive. No imp: `a_wakeup_is_no_timeout` has one.
pub fn what_came_in_time_is_received() {
    let name = "what_came_in_time_is_received";
    check(name, Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        let received = thread::spawn(move || receiver.recv_timeout(Duration::from_secs(1)));
        sender.send(1).unwrap();
        clock_imp().join().unwrap();
        assert_eq!(received.join().unwrap(), Ok(1));
    });
}

/// One finds nothing, and its time is up. Before it comes back a value comes, which asks for it,
/// and is taken; another falls asleep, and the next value comes, which asks for nobody: one is on
/// its way, as far as it can know. So who gives up wakes the other; and once it is gone, nobody
/// counts it. Three threads (main sends, two receive; the clock has ended), exhaustive. No imp: it
/// would wake the one whom nobody has woken.
pub fn who_gives_up_wakes_the_next() {
    let name = "who_gives_up_wakes_the_next";
    check(name, Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        clock_imp().join().unwrap(); // it is late
        let same = receiver.clone();
        let hasty = thread::spawn(move || same.recv_timeout(Duration::from_secs(1)));
        sender.send(1).unwrap();
        let taken = receiver.try_recv(); // unless the hasty one was faster
        let patient = receive(&receiver);
        sender.send(2).unwrap();
        let hasty = hasty.join().unwrap();
        if hasty == Ok(2) {
            sender.close(); // nothing is left for the patient one to wait for
        }
        match (taken, hasty, patient.join().unwrap()) {
            (Ok(1), Err(TryRecvError::Empty), Some(2)) => {}
            (Ok(1), Ok(2), None) | (Err(TryRecvError::Empty), Ok(1), Some(2)) => {}
            other => panic!("a value went astray: {other:?}"),
        }
    });
}

/// Both sides wait with a time-out, and time stands still: a wake-up for no reason is no time-out.
/// Three threads (main sends, one receives, the imp), three preemptions. No clock: that is the point.
pub fn a_wakeup_is_no_timeout() {
    check("a_wakeup_is_no_timeout", Bound::Preemptions(3), || {
        let second = Duration::from_secs(1);
        let (sender, receiver) = channel(1);
        let imp = imp();
        let received = thread::spawn(move || [(); 2].map(|()| receiver.recv_timeout(second)));
        sender.send_timeout(1, second).unwrap();
        sender.send_timeout(2, second).unwrap();
        assert_eq!(received.join().unwrap(), [Ok(1), Ok(2)]);
        imp.join().unwrap();
    });
}

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
/// threads (main receives, two send), three preemptions. No imp: it would wake one whom nobody
/// has woken.
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

/// Two receivers go at once, and another one before: one of the two is the last, so the
/// channel is closed, and what nobody will receive is dropped. Two threads (main, one more
/// receiver), exhaustive. No imp: nobody waits.
pub fn the_last_of_two_receivers_closes() {
    let name = "the_last_of_two_receivers_closes";
    check(name, Bound::Exhaustive, || {
        let (sender, receiver) = channel(2);
        let value = super::sync::Arc::new(1);
        sender.try_send(super::sync::Arc::clone(&value)).unwrap();
        let other = receiver.clone();
        let goes = thread::spawn(move || drop(other.clone()));
        drop(receiver);
        goes.join().unwrap();
        let late = sender.try_send(super::sync::Arc::clone(&value));
        assert!(matches!(late, Err(TrySendError::Closed(_))), "still open");
        drop(late);
        assert_eq!(super::sync::Arc::strong_count(&value), 1);
    });
}

/// The same for two senders: one of the two is the last, and the receiver that waits hears of
/// it. Three threads (main and another have a sender, one receives), exhaustive. No imp: it
/// would wake one whom nobody has woken.
pub fn the_last_of_two_senders_closes() {
    check("the_last_of_two_senders_closes", Bound::Exhaustive, || {
        let (sender, receiver) = channel::<u32>(1);
        let other = sender.clone();
        let received = receive(&receiver);
        let goes = thread::spawn(move || drop(other.clone()));
        drop(sender);
        goes.join().unwrap();
        assert_eq!(received.join().unwrap(), None);
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
            let sent = move || sender.send(super::sync::Arc::new(2));
            thread::spawn(move || *sent().expect_err("accepted, and nobody receives it").0)
        };
        drop(receiver);
        assert_eq!(back.join().unwrap(), 2);
        imp.join().unwrap();
    });
}

/// The receiver goes just as a value comes: accepted or not, the value is gone with the
/// receiver, though the sender is still there. Two threads (main receives, one sends),
/// exhaustive. No imp: nobody waits.
pub fn what_nobody_will_receive_is_dropped() {
    let name = "what_nobody_will_receive_is_dropped";
    check(name, Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        let value = super::sync::Arc::new(1);
        let (to_send, same) = (super::sync::Arc::clone(&value), sender.clone());
        let sent = thread::spawn(move || drop(same.try_send(to_send)));
        drop(receiver);
        sent.join().unwrap();
        let held = super::sync::Arc::strong_count(&value) - 1;
        assert_eq!(held, 0, "it is in a channel that nobody can read");
    });
}

/// Two wait, and the channel is closed: both hear of it. Three threads (main closes, two
/// receive), exhaustive. No imp: it would wake the one whom nobody has woken.
pub fn close_wakes_every_receiver() {
    check("close_wakes_every_receiver", Bound::Exhaustive, || {
        let (sender, receiver) = channel::<u32>(1);
        let received = [receive(&receiver), receive(&receiver)];
        sender.close();
        for received in received {
            assert_eq!(received.join().unwrap(), None);
        }
    });
}

/// The mirror image: two wait for room. Three threads (main closes, two send), exhaustive. No
/// imp: as above.
pub fn close_wakes_every_sender() {
    check("close_wakes_every_sender", Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        sender.try_send(0).unwrap();
        let sent = [send(&sender, 1), send(&sender, 2)];
        sender.close();
        for sent in sent {
            assert!(!sent.join().unwrap());
        }
        assert_eq!(receiver.recv(), Some(0));
        assert_eq!(receiver.recv(), None);
    });
}

/// Two wait, one value comes, and then the end: one gets the value, and the other hears of the end,
/// though there was a value at the closing. Three threads (main sends, two receive), two preemptions,
/// one for each that waits: the exhaustive search has 11,430 executions. No imp: as above.
pub fn one_value_and_the_end() {
    check("one_value_and_the_end", Bound::Preemptions(2), || {
        let (sender, receiver) = channel(1);
        let received = [receive(&receiver), receive(&receiver)];
        sender.send(1).unwrap();
        sender.close();
        let received = received.map(|received| received.join().unwrap());
        assert!(received == [Some(1), None] || received == [None, Some(1)]);
    });
}

/// The mirror image: one place gets free, and then comes the end. Three threads (main receives, two
/// send), two preemptions, one for each that waits. No imp: as above.
pub fn one_place_and_the_end() {
    check("one_place_and_the_end", Bound::Preemptions(2), || {
        let (sender, receiver) = channel(1);
        sender.try_send(0).unwrap();
        let sent = [send(&sender, 1), send(&sender, 2)];
        assert_eq!(receiver.recv(), Some(0));
        sender.close();
        let sent = sent.map(|sent| sent.join().unwrap());
        assert!(sent != [true, true], "there was one place");
    });
}

/// `send`, `recv` and `close` at once: a value accepted is received, the others come back.
/// Three threads (main closes, one sends, one receives), exhaustive. No imp:
/// `a_sender_waits_for_room` has one.
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
/// closes, one sends, one receives), exhaustive. No imp: `a_sender_waits_for_room` has one.
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
