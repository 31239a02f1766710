//! Chapter 7 against a sequential model: a task runs once, or is cancelled once.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, mpsc};

use chapter7::error::TaskError;
use chapter7::{CancelToken, Future, Pending, Pool};
use proptest::prelude::*;
use seam::watchdog::within;

/// What is done to a pending task, in this order.
#[derive(Clone, Copy, Debug)]
enum Step {
    Cancel,
    Detach,
    Leave,
}

fn step() -> impl Strategy<Value = (Step, bool)> {
    let step = prop_oneof![Just(Step::Cancel), Just(Step::Detach), Just(Step::Leave)];
    (step, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// The one worker is held until all steps are done, so the outcome is known exactly.
    #[test]
    fn behind_a_busy_worker_every_outcome_is_known(
        steps in prop::collection::vec(step(), 0..20),
        cancel_rest in any::<bool>(),
    ) {
        let (ran, outcomes) = within(60, {
            let steps = steps.clone();
            move || behind_a_busy_worker(steps, cancel_rest)
        });
        let runs = |step: Step| !cancel_rest && !matches!(step, Step::Cancel);
        let expected: Vec<usize> =
            (0..steps.len()).filter(|&n| runs(steps[n].0)).collect();
        prop_assert_eq!(ran, expected, "in the order in which they were submitted");
        for ((step, panics), outcome) in steps.into_iter().zip(outcomes) {
            match outcome {
                None => prop_assert!(matches!(step, Step::Detach)),
                Some(Err(TaskError::Cancelled)) => prop_assert!(!runs(step)),
                Some(Err(TaskError::Panicked(_))) => prop_assert!(runs(step) && panics),
                Some(Ok(())) => prop_assert!(runs(step) && !panics),
                Some(Err(other)) => prop_assert!(false, "{}", other),
            }
        }
    }

    /// Cancels race workers. Who won differs from run to run; that the counts agree does not.
    #[test]
    fn cancels_and_runs_add_up(workers in 1..4_usize, tasks in 0..100_usize) {
        let (cancelled, ran, outcomes) = within(60, move || race(workers, tasks));
        prop_assert_eq!(cancelled + ran, tasks);
        prop_assert_eq!(outcomes, (cancelled, ran));
    }

    /// A tree of tokens against its definition: cancelled is who was, or is below one.
    #[test]
    fn a_token_is_cancelled_with_those_above_it(
        parents in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        cancelled in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let (mut tokens, mut above) = (vec![CancelToken::new()], vec![None]);
        for parent in parents {
            let parent = parent.index(tokens.len());
            tokens.push(tokens[parent].child());
            above.push(Some(parent));
        }
        let mut flags = vec![false; tokens.len()];
        for index in cancelled {
            let index = index.index(tokens.len());
            tokens[index].cancel();
            flags[index] = true;
        }
        for n in 0..tokens.len() {
            // A parent stands before its children, so its flag is final here.
            flags[n] |= above[n].is_some_and(|parent| flags[parent]);
            prop_assert_eq!(tokens[n].is_cancelled(), flags[n]);
        }
    }
}

type Outcomes = Vec<Option<Result<(), TaskError>>>;

fn behind_a_busy_worker(steps: Vec<(Step, bool)>, cancel_rest: bool) -> (Vec<usize>, Outcomes) {
    let pool = Pool::new(1, steps.len().max(1)).unwrap();
    let barrier = Arc::new(Barrier::new(2));
    let same_barrier = Arc::clone(&barrier);
    let busy = move || {
        same_barrier.wait(); // it has begun
        same_barrier.wait(); // it may end
    };
    pool.execute(busy).unwrap();
    barrier.wait();
    let (report, reports) = mpsc::channel();
    let submit = |(n, (step, panics)): (usize, (Step, bool))| {
        let report = report.clone();
        let task = move || {
            report.send(n).unwrap();
            assert!(!panics, "a task's panic");
        };
        (step, pool.submit(task).unwrap())
    };
    let futures: Vec<(Step, Future<()>)> = steps.into_iter().enumerate().map(submit).collect();
    drop(report);
    let left: Vec<Option<Future<()>>> = futures
        .into_iter()
        .map(|(step, future)| match step {
            Step::Cancel => future.cancel().then_some(future),
            Step::Detach => None,
            Step::Leave => Some(future),
        })
        .collect();
    if cancel_rest {
        pool.shutdown_timeout(Pending::Cancel, std::time::Duration::ZERO);
    }
    barrier.wait();
    pool.shutdown(Pending::Run);
    let outcomes = left
        .into_iter()
        .map(|future| future.map(Future::result))
        .collect();
    (reports.iter().collect(), outcomes)
}

/// How many were cancelled, how many ran, and the same by their futures.
fn race(workers: usize, tasks: usize) -> (usize, usize, (usize, usize)) {
    let pool = Pool::new(workers, tasks.max(1)).unwrap();
    let ran = Arc::new(AtomicUsize::new(0));
    let futures: Vec<Future<usize>> = (0..tasks)
        .map(|_| {
            let ran = Arc::clone(&ran);
            pool.submit(move || ran.fetch_add(1, SeqCst)).unwrap()
        })
        .collect();
    let cancelled = futures.iter().filter(|future| future.cancel()).count();
    let outcomes: Vec<_> = futures.into_iter().map(Future::result).collect();
    let by_future = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    (cancelled, ran.load(SeqCst), (by_future, tasks - by_future))
}
