//! Chapter 3 against sequential models.

use std::collections::VecDeque;
use std::sync::{Arc, mpsc};
use std::thread;

use chapter3::Pool;
use chapter3::error::Closed;
use chapter3::queue::Queue;
use proptest::prelude::*;
use seam::watchdog::within;

#[derive(Clone, Copy, Debug)]
enum Step {
    Push(u8),
    Pop,
    Close,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => any::<u8>().prop_map(Step::Push),
        5 => Just(Step::Pop),
        1 => Just(Step::Close),
    ]
}

proptest! {
    /// The queue does, step by step, what a `VecDeque` and a flag do.
    #[test]
    fn the_queue_is_a_vecdeque_and_a_flag(steps in prop::collection::vec(step(), 0..50)) {
        let queue = Queue::new();
        let (mut model, mut closed) = (VecDeque::new(), false);
        for step in steps {
            match step {
                Step::Push(value) => match queue.push(value) {
                    Ok(()) => {
                        prop_assert!(!closed);
                        model.push_back(value);
                    }
                    Err(Closed(back)) => {
                        prop_assert!(closed);
                        prop_assert_eq!(back, value);
                    }
                },
                Step::Pop if model.is_empty() && !closed => {} // it would wait
                Step::Pop => prop_assert_eq!(queue.pop(), model.pop_front()),
                Step::Close => {
                    queue.close();
                    closed = true;
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Producers race a shutdown. What was accepted ran once, panics or not, and each
    /// producer's accepted tasks are its first ones; with one worker they ran in order.
    #[test]
    fn accepted_tasks_run_once(
        workers in 1..4_usize,
        producers in prop::collection::vec(prop::collection::vec(any::<bool>(), 0..20), 1..4),
    ) {
        let all: Vec<usize> = producers.iter().map(Vec::len).collect();
        let (accepted, mut ran) = within(60, move || run(workers, producers));
        if workers > 1 {
            ran.iter_mut().for_each(|tasks| tasks.sort());
        }
        for ((accepted, ran), all) in accepted.into_iter().zip(ran).zip(all) {
            prop_assert!(accepted <= all);
            prop_assert_eq!(ran, (0..accepted).collect::<Vec<_>>());
        }
    }
}

/// How many tasks of each producer were accepted, and which ran, in the order of running.
fn run(workers: usize, producers: Vec<Vec<bool>>) -> (Vec<usize>, Vec<Vec<usize>>) {
    let pool = Arc::new(Pool::new(workers).unwrap());
    let (report, reports) = mpsc::channel();
    let mut ran = vec![Vec::new(); producers.len()];
    let threads: Vec<_> = producers
        .into_iter()
        .enumerate()
        .map(|(producer, panics)| {
            let (pool, report) = (Arc::clone(&pool), report.clone());
            thread::spawn(move || {
                let tasks = panics.into_iter().enumerate();
                let accepted = tasks.take_while(|&(task, panics)| {
                    let report = report.clone();
                    let task = move || {
                        report.send((producer, task)).unwrap();
                        assert!(!panics, "a task's panic");
                    };
                    pool.execute(task).is_ok()
                });
                accepted.count()
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
