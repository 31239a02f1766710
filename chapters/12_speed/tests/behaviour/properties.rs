//! Chapter 12 against sequential models.

use std::collections::VecDeque;
use std::sync::{Arc, mpsc};
use std::thread;

use chapter12::Pool;
use chapter12::error::TrySendError;
use chapter12::queue::Queue;
use proptest::prelude::*;
use seam::watchdog::within;

#[derive(Clone, Copy, Debug)]
enum Step {
    Push(u8),
    PushAll(usize),
    Pop,
    Close,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => any::<u8>().prop_map(Step::Push),
        3 => (0..6_usize).prop_map(Step::PushAll),
        8 => Just(Step::Pop),
        1 => Just(Step::Close),
    ]
}

proptest! {
    /// Two deques behind two locks do, step by step, what one `VecDeque` and a flag do: the same
    /// order, and exactly as much room.
    #[test]
    fn the_queue_is_a_vecdeque_and_a_flag(
        capacity in 1..6_usize,
        steps in prop::collection::vec(step(), 0..80),
    ) {
        let queue = Queue::new(capacity);
        let (mut model, mut closed) = (VecDeque::new(), false);
        for step in steps {
            match step {
                Step::Push(value) => match queue.push(value, false) {
                    Ok(()) => {
                        prop_assert!(!closed && model.len() < capacity);
                        model.push_back(value);
                    }
                    Err(TrySendError::Full(back)) => {
                        prop_assert!(!closed && model.len() == capacity && back == value);
                    }
                    Err(TrySendError::Closed(back)) => prop_assert!(closed && back == value),
                },
                Step::PushAll(count) => {
                    let mut values = (0..count as u8).collect::<VecDeque<_>>();
                    let fit = if closed { 0 } else { count.min(capacity - model.len()) };
                    let pushed = queue.push_all(&mut values, false);
                    prop_assert_eq!(pushed.is_ok(), fit == count);
                    prop_assert!(values.into_iter().eq(fit as u8..count as u8));
                    model.extend(0..fit as u8);
                }
                Step::Pop => prop_assert_eq!(queue.try_pop(), model.pop_front()),
                Step::Close => {
                    queue.close();
                    closed = true;
                }
            }
        }
        queue.close();
        prop_assert!(std::iter::from_fn(|| queue.pop()).eq(model));
    }

    /// Producers put tasks in, some one by one and some at once: each runs once, and those of one
    /// producer are taken in their order, so with one worker they run in it.
    #[test]
    fn every_task_runs_once_and_each_producers_in_order(
        workers in 1..4_usize,
        capacity in 1..5_usize,
        batches in prop::collection::vec(prop::collection::vec(0..6_usize, 0..6), 1..4),
    ) {
        let expected = batches.iter().map(|sizes| sizes.iter().sum()).collect::<Vec<usize>>();
        let ran = within(60, move || run(workers, capacity, batches));
        for (producer, count) in expected.into_iter().enumerate() {
            let mut numbers = ran.iter().filter(|ran| ran.0 == producer).map(|ran| ran.1);
            let mut numbers = numbers.by_ref().collect::<Vec<_>>();
            if workers > 1 {
                numbers.sort();
            }
            prop_assert!(numbers.into_iter().eq(0..count));
        }
    }
}

/// A batch of one is put in by `execute`, a larger one by `execute_all`. Who ran: the producer and
/// the number of its task.
fn run(workers: usize, capacity: usize, batches: Vec<Vec<usize>>) -> Vec<(usize, usize)> {
    let pool = Arc::new(Pool::new(workers, capacity).unwrap());
    let (ran, has_run) = mpsc::channel();
    let producers = batches.into_iter().enumerate().map(|(producer, sizes)| {
        let (pool, ran) = (Arc::clone(&pool), ran.clone());
        thread::spawn(move || {
            let mut next = 0;
            for size in sizes {
                let tasks = (next..next + size).map(|n| {
                    let ran = ran.clone();
                    move || ran.send((producer, n)).unwrap()
                });
                next += size;
                match size {
                    1 => tasks.for_each(|task| pool.execute(task).unwrap()),
                    _ => pool.execute_all(tasks).unwrap(),
                }
            }
        })
    });
    let producers = producers.collect::<Vec<_>>();
    producers.into_iter().for_each(|p| p.join().unwrap());
    drop((pool, ran));
    has_run.iter().collect()
}
