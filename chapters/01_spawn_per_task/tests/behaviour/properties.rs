//! Chapter 1 against a sequential model: a task, and what it executes, runs exactly once.

use std::sync::{Arc, mpsc};

use chapter1::Pool;
use proptest::prelude::*;
use seam::watchdog::within;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Task `i` has `children[i]` tasks of its own, and every one sends its name.
    #[test]
    fn every_task_runs_once(children in prop::collection::vec(0..4_usize, 0..12)) {
        let mut expected: Vec<(usize, usize)> = Vec::new();
        for (task, &children) in children.iter().enumerate() {
            expected.extend((0..=children).map(|child| (task, child)));
        }
        let mut ran = within(60, move || run(children));
        ran.sort();
        prop_assert_eq!(ran, expected);
    }
}

fn run(children: Vec<usize>) -> Vec<(usize, usize)> {
    let (report, reports) = mpsc::channel();
    let pool = Arc::new(Pool::new());
    for (task, children) in children.into_iter().enumerate() {
        let (same_pool, report) = (Arc::clone(&pool), report.clone());
        pool.execute(move || {
            report.send((task, 0)).unwrap();
            for child in 1..=children {
                let report = report.clone();
                same_pool.execute(move || report.send((task, child)).unwrap());
            }
        });
    }
    drop(report);
    pool.join();
    reports.iter().collect()
}
