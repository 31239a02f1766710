//! Chapter 4's channel on real threads: one named behaviour each.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use chapter4::channel::{Sender, channel};
use chapter4::error::{Closed, TryRecvError, TrySendError};
use seam::watchdog::within;

const MOMENT: Duration = Duration::from_millis(10);

#[test]
#[should_panic(expected = "room for at least one value")]
fn zero_capacity_is_a_panic() {
    channel::<()>(0);
}

#[test]
fn values_come_out_in_the_order_they_went_in() {
    let (sender, receiver) = channel(3);
    for n in 0..3 {
        sender.send(n).unwrap();
    }
    assert_eq!([0, 1, 2].map(Some), [(); 3].map(|()| receiver.recv()));
}

#[test]
fn what_cannot_be_sent_comes_back() {
    within(60, || {
        let (sender, receiver) = channel(1);
        sender.send("in").unwrap();
        assert!(matches!(
            sender.try_send("out"),
            Err(TrySendError::Full("out"))
        ));
        assert!(matches!(
            sender.send_timeout("out", MOMENT),
            Err(TrySendError::Full("out"))
        ));
        drop(receiver);
        assert!(matches!(sender.send("out"), Err(Closed("out"))));
        assert!(matches!(
            sender.try_send("out"),
            Err(TrySendError::Closed("out"))
        ));
        assert!(matches!(
            sender.send_timeout("out", MOMENT),
            Err(TrySendError::Closed("out"))
        ));
    });
}

#[test]
fn an_empty_channel_says_whether_to_wait() {
    within(60, || {
        let (sender, receiver) = channel::<()>(1);
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
        assert_eq!(receiver.recv_timeout(MOMENT), Err(TryRecvError::Empty));
        drop(sender);
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
        assert_eq!(receiver.recv_timeout(MOMENT), Err(TryRecvError::Closed));
        assert_eq!(receiver.recv(), None);
    });
}

/// The clock cannot count so far: it means "for ever", not a panic.
#[test]
fn the_longest_timeout_is_for_ever() {
    within(60, || {
        let (sender, receiver) = channel(1);
        let receiving = thread::spawn(move || receiver.recv_timeout(Duration::MAX));
        sender.send_timeout((), Duration::MAX).unwrap();
        assert_eq!(receiving.join().unwrap(), Ok(()));
    });
}

/// A time-out is no reason to give up before it is over.
#[test]
fn within_a_timeout_both_wait() {
    within(60, || {
        let (sender, receiver) = channel(1);
        let long = Duration::from_secs(600);
        let receiving = thread::spawn(move || (receiver.recv_timeout(long), receiver));
        thread::sleep(MOMENT); // for one that gives up at once
        sender.send(1).unwrap();
        let (received, receiver) = receiving.join().unwrap();
        assert_eq!(received, Ok(1));
        sender.send(2).unwrap();
        let sending = thread::spawn(move || sender.send_timeout(3, long).is_ok());
        thread::sleep(MOMENT);
        assert_eq!(receiver.recv(), Some(2));
        assert!(sending.join().unwrap());
        assert_eq!(receiver.recv(), Some(3));
    });
}

/// A zero time-out looks once and does not wait.
#[test]
fn a_zero_timeout_takes_what_is_there() {
    let (sender, receiver) = channel(1);
    sender.send_timeout(1, Duration::ZERO).unwrap();
    assert_eq!(receiver.recv_timeout(Duration::ZERO), Ok(1));
    assert_eq!(
        receiver.recv_timeout(Duration::ZERO),
        Err(TryRecvError::Empty)
    );
}

/// diem#4479, and crossbeam-channel's `disconnect_wakes_*`: the end reaches all that wait.
#[test]
fn dropping_the_last_sender_wakes_every_receiver() {
    within(60, || {
        let (sender, receiver) = channel::<()>(1);
        let receivers: Vec<_> = (0..4)
            .map(|_| {
                let receiver = receiver.clone();
                thread::spawn(move || receiver.recv())
            })
            .collect();
        let clone = sender.clone();
        drop(sender);
        assert_eq!(
            receiver.try_recv(),
            Err(TryRecvError::Empty),
            "one sender is left"
        );
        drop(clone);
        for receiver in receivers {
            assert_eq!(receiver.join().unwrap(), None);
        }
    });
}

#[test]
fn dropping_the_last_receiver_wakes_every_sender() {
    within(60, || {
        let (sender, receiver) = channel(1);
        sender.send(0).unwrap();
        let senders: Vec<_> = (1..5)
            .map(|n| {
                let sender = sender.clone();
                thread::spawn(move || sender.send(n))
            })
            .collect();
        drop(receiver);
        for (n, sender) in (1..5).zip(senders) {
            assert!(matches!(sender.join().unwrap(), Err(Closed(back)) if back == n));
        }
    });
}

/// crossbeam#838: a receiver that sees the end has seen all that was sent before it.
#[test]
fn the_end_comes_after_the_last_value() {
    within(60, || {
        for _ in 0..200 {
            let (sender, receiver) = channel(4);
            let sending = thread::spawn(move || (0..20).for_each(|n| sender.send(n).unwrap()));
            let received: Vec<i32> = std::iter::from_fn(|| receiver.recv()).collect();
            assert!(received.into_iter().eq(0..20));
            sending.join().unwrap();
        }
    });
}

/// Every value goes to exactly one of the receivers.
#[test]
fn many_senders_many_receivers() {
    within(60, || {
        let (sender, receiver) = channel(4);
        let sum = Arc::new(AtomicUsize::new(0));
        thread::scope(|scope| {
            for part in 0..4 {
                let sender = sender.clone();
                scope.spawn(move || (0..500).for_each(|n| sender.send(part * 500 + n).unwrap()));
            }
            drop(sender);
            for _ in 0..4 {
                let (receiver, sum) = (receiver.clone(), &sum);
                scope.spawn(move || {
                    while let Some(value) = receiver.recv() {
                        sum.fetch_add(value, SeqCst);
                    }
                });
            }
        });
        assert_eq!(sum.load(SeqCst), (0..2_000).sum());
    });
}

/// Counts how often it is dropped.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn a_value_nobody_received_is_dropped_once() {
    let dropped = Arc::new(AtomicUsize::new(0));
    let (sender, receiver) = channel(3);
    for _ in 0..3 {
        sender.send(Counted(Arc::clone(&dropped))).unwrap();
    }
    drop(receiver.recv());
    assert_eq!(dropped.load(SeqCst), 1);
    drop(receiver); // the last receiver, so nobody can ever get the other two
    assert_eq!(dropped.load(SeqCst), 3);
    drop(sender);
    assert_eq!(dropped.load(SeqCst), 3);
}

/// Sends on the channel that it sits in when it is dropped.
struct Echo(Option<Sender<Echo>>);

impl Drop for Echo {
    fn drop(&mut self) {
        if let Some(sender) = self.0.take() {
            assert!(sender.try_send(Echo(None)).is_err(), "it is closed");
        }
    }
}

/// A value's destructor may use the channel: it never runs under the channel's lock. And
/// a value that holds a sender does not keep the channel, and so itself, alive for ever.
#[test]
fn a_value_may_use_the_channel_as_it_is_dropped() {
    within(60, || {
        let (sender, receiver) = channel(2);
        sender.send(Echo(Some(sender.clone()))).unwrap();
        drop(receiver);
    });
}

/// A value whose destructor panics: the others are dropped all the same, and the channel
/// is as good as before.
#[test]
fn a_value_that_panics_when_dropped_harms_no_other() {
    struct Bomb(Option<Counted>);
    impl Drop for Bomb {
        fn drop(&mut self) {
            assert!(self.0.is_some(), "a value's panic");
        }
    }
    let dropped = Arc::new(AtomicUsize::new(0));
    let (sender, receiver) = channel(3);
    let counted = || Bomb(Some(Counted(Arc::clone(&dropped))));
    for value in [counted(), Bomb(None), counted()] {
        assert!(sender.send(value).is_ok());
    }
    assert!(catch_unwind(AssertUnwindSafe(|| drop(receiver))).is_err());
    assert_eq!(dropped.load(SeqCst), 2);
    let refused = sender.try_send(counted()).unwrap_err();
    assert!(matches!(refused, TrySendError::Closed(_)));
}

/// A receiver sends on the channel that it receives from.
#[test]
fn send_between_two_receives() {
    within(60, || {
        let (sender, receiver) = channel(1);
        sender.send(10).unwrap();
        let mut seen = Vec::new();
        while let Some(n) = receiver.recv() {
            seen.push(n);
            match n {
                0 => sender.close(),
                n => sender.send(n - 1).unwrap(),
            }
        }
        assert!(seen.into_iter().eq((0..=10).rev()));
    });
}
