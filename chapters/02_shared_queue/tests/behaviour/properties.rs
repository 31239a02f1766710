//! Chapter 2 against a sequential model: a queue, oldest first.

use std::sync::{Arc, mpsc};
use std::thread;

use chapter2::Pool;
use proptest::prelude::*;
use seam::watchdog::within;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Several producers, each with its own tasks. Whoever runs them, each runs once; with
    /// one worker, each producer's tasks run in its order.
    #[test]
    fn every_task_runs_once(
        workers in 1..4_usize,
        producers in prop::collection::vec(0..20_usize, 1..4),
    ) {
        let expected: Vec<Vec<usize>> = producers.iter().map(|&n| (0..n).collect()).collect();
        let mut ran = within(60, move || run(workers, producers));
        if workers > 1 {
            ran.iter_mut().for_each(|tasks| tasks.sort());
        }
        prop_assert_eq!(ran, expected);
    }
}

/// What ran, by producer, in the order of running.
fn run(workers: usize, producers: Vec<usize>) -> Vec<Vec<usize>> {
    let pool = Arc::new(Pool::new(workers));
    let (report, reports) = mpsc::channel();
    let mut ran = vec![Vec::new(); producers.len()];
    for (producer, tasks) in producers.into_iter().enumerate() {
        let (pool, report) = (Arc::clone(&pool), report.clone());
        thread::spawn(move || {
            for task in 0..tasks {
                let report = report.clone();
                pool.execute(move || report.send((producer, task)).unwrap());
            }
        });
    }
    drop(report); // the reports end with the last task
    for (producer, task) in reports {
        ran[producer].push(task);
    }
    ran
}
