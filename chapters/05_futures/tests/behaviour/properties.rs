//! Chapter 5 against a sequential model: each future brings what its own task came to.

use std::sync::mpsc;

use chapter5::Pool;
use chapter5::error::TaskError;
use chapter5::future::Outcome;
use proptest::prelude::*;
use seam::watchdog::within;

/// One task, and what is done with its future.
#[derive(Clone, Copy, Debug)]
struct Plan {
    panics: bool,
    callbacks: usize,
    detached: bool,
    submit: Submit,
}

#[derive(Clone, Copy, Debug)]
enum Submit {
    Waits,
    /// `try_submit`; what does not fit is run by the caller.
    OrRunsItself,
    /// `try_submit`; what does not fit is dropped.
    OrDrops,
}

fn plan() -> impl Strategy<Value = Plan> {
    let submit = prop_oneof![
        Just(Submit::Waits),
        Just(Submit::OrRunsItself),
        Just(Submit::OrDrops),
    ];
    (any::<bool>(), 0..4_usize, any::<bool>(), submit).prop_map(
        |(panics, callbacks, detached, submit)| Plan {
            panics,
            callbacks,
            detached,
            submit,
        },
    )
}

/// What became of a task, for comparing. The model: `Lost` if it was dropped, else its own
/// number, as a value or as a panic's message.
#[derive(Clone, Debug, PartialEq)]
enum Came {
    Value(usize),
    Panic(String),
    Lost,
}

impl Came {
    fn to(outcome: &Outcome<usize>) -> Came {
        match outcome {
            Ok(value) => Came::Value(*value),
            Err(TaskError::Lost) => Came::Lost,
            Err(panic) => Came::Panic(panic.message().to_owned()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_future_brings_what_its_task_came_to(
        workers in 1..4_usize,
        capacity in 1..4_usize,
        plans in prop::collection::vec(plan(), 0..30),
    ) {
        let seen = within(60, {
            let plans = plans.clone();
            move || run(workers, capacity, plans)
        });
        for (n, (plan, seen)) in plans.into_iter().zip(seen).enumerate() {
            let expected = match (seen.dropped, plan.panics) {
                (true, _) => Came::Lost,
                (false, true) => Came::Panic(format!("task {n}")),
                (false, false) => Came::Value(n),
            };
            prop_assert_eq!(seen.ran, usize::from(!seen.dropped));
            let outcome = (!plan.detached).then(|| expected.clone());
            prop_assert_eq!(seen.outcome, outcome);
            // Each once, in the order in which they were added, and all of its own task.
            let callbacks: Vec<_> = (0..plan.callbacks).map(|k| (k, expected.clone())).collect();
            prop_assert_eq!(seen.callbacks, callbacks);
        }
    }
}

/// What was seen of one task.
#[derive(Default)]
struct Seen {
    dropped: bool,
    ran: usize,
    /// What the callbacks saw, each with its number.
    callbacks: Vec<(usize, Came)>,
    /// `None`: nobody asked.
    outcome: Option<Came>,
}

fn run(workers: usize, capacity: usize, plans: Vec<Plan>) -> Vec<Seen> {
    let pool = Pool::new(workers, capacity).unwrap();
    let mut seen: Vec<_> = plans.iter().map(|_| Seen::default()).collect();
    let (report_run, runs) = mpsc::channel();
    let (report_call, calls) = mpsc::channel();
    let mut futures = Vec::new();
    for (n, plan) in plans.into_iter().enumerate() {
        let report_run = report_run.clone();
        let task = move || {
            report_run.send(n).unwrap();
            assert!(!plan.panics, "task {n}");
            n
        };
        let submitted = match plan.submit {
            Submit::Waits => pool.submit(task),
            Submit::OrRunsItself | Submit::OrDrops => pool.try_submit(task),
        };
        let mut future = submitted.unwrap_or_else(|refused| {
            let (task, future) = refused.into_inner();
            match plan.submit {
                Submit::OrDrops => {
                    seen[n].dropped = true;
                    drop(task);
                }
                _ => task(),
            }
            future
        });
        for k in 0..plan.callbacks {
            let report = report_call.clone();
            future.add_done_callback(move |outcome| {
                report.send((n, (k, Came::to(outcome)))).unwrap();
            });
        }
        futures.push((!plan.detached).then_some(future));
    }
    drop((report_run, report_call));
    for (seen, future) in seen.iter_mut().zip(futures) {
        seen.outcome = future.map(|future| Came::to(&future.result()));
    }
    pool.shutdown();
    runs.iter().for_each(|n| seen[n].ran += 1);
    calls
        .iter()
        .for_each(|(n, call)| seen[n].callbacks.push(call));
    seen
}
