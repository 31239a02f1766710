//! Chapter 4 against sequential models.

use std::collections::VecDeque;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use chapter4::Pool;
use chapter4::channel::channel;
use chapter4::error::{TryRecvError, TrySendError};
use proptest::prelude::*;
use seam::watchdog::within;

#[derive(Clone, Copy, Debug)]
enum Step {
    Send(u8),
    Recv,
    Close,
    MoreSenders,
    FewerSenders,
    MoreReceivers,
    FewerReceivers,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => any::<u8>().prop_map(Step::Send),
        8 => Just(Step::Recv),
        1 => Just(Step::Close),
        2 => Just(Step::MoreSenders),
        2 => Just(Step::FewerSenders),
        2 => Just(Step::MoreReceivers),
        2 => Just(Step::FewerReceivers),
    ]
}

proptest! {
    /// The channel does, step by step, what a `VecDeque`, a flag and two counts do. It
    /// makes no difference to the outcome whether a call looks once or waits for no time.
    #[test]
    fn the_channel_is_a_vecdeque_a_flag_and_two_counts(
        capacity in 1..4_usize,
        waits in any::<bool>(),
        steps in prop::collection::vec(step(), 0..60),
    ) {
        let (sender, receiver) = channel(capacity);
        let (mut senders, mut receivers) = (vec![sender], vec![receiver]);
        let (mut model, mut closed) = (VecDeque::new(), false);
        for step in steps {
            match (step, senders.last(), receivers.last()) {
                (Step::Send(value), Some(sender), _) => {
                    let sent = match waits {
                        true => sender.send_timeout(value, Duration::ZERO),
                        false => sender.try_send(value),
                    };
                    match sent {
                        Err(TrySendError::Closed(back)) => {
                            prop_assert!(closed);
                            prop_assert_eq!(back, value);
                        }
                        Err(TrySendError::Full(back)) => {
                            prop_assert!(!closed && model.len() == capacity);
                            prop_assert_eq!(back, value);
                        }
                        Ok(()) => {
                            prop_assert!(!closed && model.len() < capacity);
                            model.push_back(value);
                        }
                    }
                }
                (Step::Recv, _, Some(receiver)) => {
                    let received = match waits {
                        true => receiver.recv_timeout(Duration::ZERO),
                        false => receiver.try_recv(),
                    };
                    let expected = model.pop_front().ok_or(match closed {
                        true => TryRecvError::Closed,
                        false => TryRecvError::Empty,
                    });
                    prop_assert_eq!(received, expected);
                }
                (Step::Close, Some(sender), _) => {
                    sender.close();
                    closed = true;
                }
                (Step::MoreSenders, Some(sender), _) => senders.push(sender.clone()),
                (Step::FewerSenders, Some(_), _) => {
                    senders.pop();
                    closed |= senders.is_empty();
                }
                (Step::MoreReceivers, _, Some(receiver)) => receivers.push(receiver.clone()),
                (Step::FewerReceivers, _, Some(_)) => {
                    receivers.pop();
                    closed |= receivers.is_empty();
                }
                _ => {} // nobody is left to do it
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Producers that wait and producers that do not race a shutdown. What was accepted
    /// ran once, panics or not; with one worker, each producer's tasks ran in their order.
    #[test]
    fn accepted_tasks_run_once(
        workers in 1..4_usize,
        capacity in 1..4_usize,
        producers in prop::collection::vec(prop::collection::vec(any::<[bool; 2]>(), 0..20), 1..4),
    ) {
        let (accepted, mut ran) = within(60, move || run(workers, capacity, producers));
        if workers > 1 {
            ran.iter_mut().for_each(|tasks| tasks.sort());
        }
        prop_assert_eq!(ran, accepted);
    }
}

/// The tasks by producer: which were accepted, and which ran, in the order of running.
fn run(
    workers: usize,
    capacity: usize,
    producers: Vec<Vec<[bool; 2]>>,
) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let pool = Arc::new(Pool::new(workers, capacity).unwrap());
    let (report, reports) = mpsc::channel();
    let mut ran = vec![Vec::new(); producers.len()];
    let threads: Vec<_> = producers
        .into_iter()
        .enumerate()
        .map(|(producer, tasks)| {
            let (pool, report) = (Arc::clone(&pool), report.clone());
            thread::spawn(move || {
                let mut accepted = Vec::new();
                for (task, [waits, panics]) in tasks.into_iter().enumerate() {
                    let report = report.clone();
                    let run = move || {
                        report.send((producer, task)).unwrap();
                        assert!(!panics, "a task's panic");
                    };
                    let sent = match waits {
                        true => pool.execute(run),
                        false => pool.try_execute(run),
                    };
                    accepted.extend(sent.is_ok().then_some(task));
                }
                accepted
            })
        })
        .collect();
    drop(report);
    pool.shutdown();
    let accepted = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    for (producer, task) in reports {
        ran[producer].push(task);
    }
    (accepted, ran)
}
