//! Chapter 5 against a sequential model: each future brings what its own task came to.

#[path = "../../../tests/support/watchdog.rs"]
mod watchdog;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};

use chapter5::error::TaskError;
use chapter5::{Future, Pool};
use proptest::prelude::*;
use watchdog::within;

/// One task, and what is done with its future.
#[derive(Clone, Copy, Debug)]
struct Plan {
    panics: bool,
    callbacks: usize,
    detached: bool,
    /// `try_submit` in the place of `submit`; what does not fit is run by the caller.
    impatient: bool,
}

fn plan() -> impl Strategy<Value = Plan> {
    (any::<bool>(), 0..3_usize, any::<bool>(), any::<bool>()).prop_map(
        |(panics, callbacks, detached, impatient)| Plan {
            panics,
            callbacks,
            detached,
            impatient,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_future_brings_what_its_task_came_to(
        workers in 1..4_usize,
        capacity in 1..4_usize,
        plans in prop::collection::vec(plan(), 0..30),
    ) {
        let (outcomes, mut ran, called) = within(60, {
            let plans = plans.clone();
            move || run(workers, capacity, plans)
        });
        ran.sort();
        prop_assert!(ran.into_iter().eq(0..plans.len()), "each ran once, detached or not");
        prop_assert_eq!(called, plans.iter().map(|plan| plan.callbacks).sum::<usize>());
        for (n, (plan, outcome)) in plans.into_iter().zip(outcomes).enumerate() {
            match outcome {
                None => prop_assert!(plan.detached),
                Some(Ok(value)) => prop_assert!(!plan.panics && value == n),
                Some(Err(error)) => {
                    prop_assert!(plan.panics);
                    prop_assert_eq!(error.message(), format!("task {n}"));
                }
            }
        }
    }
}

type Outcomes = Vec<Option<Result<usize, TaskError>>>;

/// The outcomes of the futures that were kept, which tasks ran, how many callbacks.
fn run(workers: usize, capacity: usize, plans: Vec<Plan>) -> (Outcomes, Vec<usize>, usize) {
    let pool = Pool::new(workers, capacity).unwrap();
    let called = Arc::new(AtomicUsize::new(0));
    let (report, reports) = mpsc::channel();
    let futures: Vec<Option<Future<usize>>> = plans
        .into_iter()
        .enumerate()
        .map(|(n, plan)| {
            let report = report.clone();
            let task = move || {
                report.send(n).unwrap();
                assert!(!plan.panics, "task {n}");
                n
            };
            let submitted = match plan.impatient {
                true => pool.try_submit(task),
                false => pool.submit(task),
            };
            let mut future = submitted.unwrap_or_else(|refused| {
                let (task, future) = refused.into_inner();
                task();
                future
            });
            for _ in 0..plan.callbacks {
                let called = Arc::clone(&called);
                future.add_done_callback(move |_| {
                    called.fetch_add(1, SeqCst);
                });
            }
            (!plan.detached).then_some(future)
        })
        .collect();
    drop(report);
    let outcomes = futures
        .into_iter()
        .map(|future| future.map(Future::result))
        .collect();
    pool.shutdown();
    (outcomes, reports.iter().collect(), called.load(SeqCst))
}
