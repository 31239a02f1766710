//! Chapter 6 against sequential models.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use chapter6::error::TaskError;
use chapter6::future::{Future, Outcome, promise};
use chapter6::{Completion, Pool, Submit, When, as_completed, scope, wait};
use proptest::prelude::*;
use seam::failing::{Failing, heard};
use seam::watchdog::within;

/// What a sequential `map` does to one input: some panic.
fn f(input: u8) -> u32 {
    assert!(input % 8 > 0, "a panic for {input}");
    u32::from(input) + 1
}

/// An outcome that can be compared: the value, or what the panic said.
fn told(outcome: Outcome<u32>) -> Result<u32, String> {
    outcome.map_err(|error| error.message().to_owned())
}

fn expected(inputs: &[u8]) -> Vec<Result<u32, String>> {
    let each = |&input: &u8| match input % 8 {
        0 => Err(format!("a panic for {input}")),
        _ => Ok(u32::from(input) + 1),
    };
    inputs.iter().map(each).collect()
}

#[derive(Clone, Copy, Debug)]
struct Sizes {
    workers: usize,
    capacity: usize,
    buffer: usize,
    chunk: usize,
}

fn sizes() -> impl Strategy<Value = Sizes> {
    (1..4_usize, 1..5_usize, 1..12_usize, 1..6_usize).prop_map(
        |(workers, capacity, buffer, chunk)| Sizes {
            workers,
            capacity,
            buffer,
            chunk,
        },
    )
}

/// Takes all outcomes, and says how far ahead of them the inputs were at most. `map` gets
/// inputs that count.
fn taken<M: Iterator<Item = Outcome<u32>>>(
    inputs: &[u8],
    map: impl FnOnce(Box<dyn Iterator<Item = u8>>) -> M,
) -> (Vec<Result<u32, String>>, usize) {
    let (handed_out, most) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
    let counted = {
        let (handed_out, most) = (Arc::clone(&handed_out), Arc::clone(&most));
        let inputs = inputs.to_vec();
        inputs.into_iter().enumerate().map(move |(n, input)| {
            most.fetch_max(n + 1 - handed_out.load(SeqCst), SeqCst);
            input
        })
    };
    let outcomes = map(Box::new(counted)).map(|outcome| {
        handed_out.fetch_add(1, SeqCst);
        told(outcome)
    });
    (outcomes.collect(), most.load(SeqCst))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// `map` is `map`, in all its forms and sizes, and whether the pool lives on or not;
    /// and it is never too far ahead.
    #[test]
    fn map_equals_the_sequential_map(
        sizes in sizes(),
        inputs in prop::collection::vec(any::<u8>(), 0..40),
        shuts_down in any::<bool>(),
    ) {
        let Sizes { workers, capacity, buffer, chunk } = sizes;
        let mut sorted = expected(&inputs);
        sorted.sort();
        let expected = expected(&inputs);
        let (ordered, mut unordered, scoped) = within(60, move || {
            let pool = Pool::new(workers, capacity).unwrap();
            thread::scope(|threads| {
                if shuts_down {
                    threads.spawn(|| pool.shutdown());
                }
                let ordered = taken(&inputs, |i| pool.map(buffer, i, f).unwrap().chunks(chunk));
                let unordered =
                    taken(&inputs, |i| pool.map_unordered(buffer, i, f).unwrap().chunks(chunk));
                let scoped = scope(workers, capacity, |pool| {
                    taken(&inputs, |i| pool.map(buffer, i, f).unwrap().chunks(chunk))
                });
                (ordered, unordered, scoped.unwrap())
            })
        });
        unordered.0.sort();
        prop_assert_eq!(ordered.0, &expected[..]);
        prop_assert_eq!(scoped.0, &expected[..]);
        prop_assert_eq!(unordered.0, sorted);
        for most in [ordered.1, unordered.1, scoped.1] {
            prop_assert!(most <= buffer, "{most} inputs ahead, buffer {buffer}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Inputs that fail, in `next`, in their drop, in both: all outcomes come, then the panic,
    /// once, and then the end. Given up half-way, they leave the pool as it was.
    #[test]
    fn inputs_fail_in_their_place(
        sizes in sizes(),
        inputs in prop::collection::vec(any::<u8>(), 0..20),
        (next_panics, drop_panics) in any::<(bool, bool)>(),
        given_up_after in 0..20_usize,
    ) {
        let Sizes { workers, capacity, buffer, chunk } = sizes;
        let failing = {
            let inputs = inputs.clone();
            move || Failing::new(inputs.clone(), next_panics, drop_panics)
        };
        let items = inputs.len();
        let (ordered, mut unordered, scoped) = within(60, move || {
            let pool = Pool::new(workers, capacity).unwrap();
            let mut given_up = pool.map(buffer, failing(), f).unwrap().chunks(chunk);
            given_up.by_ref().take(given_up_after.min(items)).for_each(drop);
            let dropped = catch_unwind(AssertUnwindSafe(|| drop(given_up)));
            assert!(dropped.is_ok() || drop_panics);
            let ordered = heard(pool.map(buffer, failing(), f).unwrap().chunks(chunk));
            let unordered = heard(pool.map_unordered(buffer, failing(), f).unwrap().chunks(chunk));
            let scoped = scope(workers, capacity, |pool| {
                heard(pool.map(buffer, failing(), f).unwrap().chunks(chunk))
            });
            (ordered, unordered, scoped.unwrap())
        });
        let end = Failing::<u8>::end(next_panics, drop_panics);
        let said = |outcome: Result<u32, String>| {
            outcome.map_err(|message| format!("the task panicked: {message}"))
        };
        let mut expected: Vec<_> = expected(&inputs).into_iter().map(said).collect();
        expected.extend(end.clone());
        prop_assert_eq!(ordered, &expected[..]);
        prop_assert_eq!(scoped, &expected[..]);
        prop_assert_eq!(end.as_ref(), end.as_ref().and(unordered.last()));
        unordered.sort();
        expected.sort();
        prop_assert_eq!(unordered, expected);
    }
}

/// How a future ends, and whether before the call or after.
#[derive(Clone, Copy, Debug)]
struct End {
    before: bool,
    fails: bool,
}

/// Futures that bring their index: some are done, and a thread settles the others.
fn futures(ends: &[End]) -> (Vec<Future<usize>>, thread::JoinHandle<()>) {
    let mut later = Vec::new();
    let mut futures = Vec::new();
    for (index, end) in ends.iter().enumerate() {
        let (promise, future) = promise();
        let outcome = match end.fails {
            true => Err(TaskError::Cancelled),
            false => Ok(index),
        };
        match end.before {
            true => promise.settle(outcome),
            false => later.push((promise, outcome)),
        }
        futures.push(future);
    }
    let settler = thread::spawn(move || {
        for (promise, outcome) in later {
            promise.settle(outcome);
        }
    });
    (futures, settler)
}

fn ends() -> impl Strategy<Value = Vec<End>> {
    let end = any::<(bool, bool)>().prop_map(|(before, fails)| End { before, fails });
    prop::collection::vec(end, 0..20)
}

proptest! {
    /// Each future comes once, whatever it brings, with a time-out or without.
    #[test]
    fn as_completed_hands_out_each_once(ends in ends(), micros in prop::option::of(0..200_u64)) {
        let values = within(60, {
            let ends = ends.clone();
            move || {
                let (futures, settler) = futures(&ends);
                let completed = as_completed(futures);
                let mut came = Vec::new();
                match micros {
                    None => came.extend(completed),
                    Some(micros) => {
                        for next in completed.timeout(Duration::from_micros(micros)) {
                            match next {
                                Ok(future) => came.push(future),
                                Err(unfinished) => {
                                    assert_eq!(unfinished.of, ends.len());
                                    assert!(!unfinished.left.is_empty());
                                    came.extend(unfinished.left);
                                }
                            }
                        }
                    }
                }
                settler.join().unwrap();
                came.into_iter().map(|future| future.result().ok()).collect::<Vec<_>>()
            }
        });
        prop_assert_eq!(values.len(), ends.len());
        let mut values: Vec<_> = values.into_iter().flatten().collect();
        values.sort();
        let fine = (0..ends.len()).filter(|&index| !ends[index].fails);
        prop_assert_eq!(values, fine.collect::<Vec<_>>());
    }

    /// The two lists are the futures, each in the order given; what is done is done; and
    /// there is what was waited for.
    #[test]
    fn waits_answer_is_consistent(
        ends in ends(),
        when in prop_oneof![
            Just(When::FirstCompleted),
            Just(When::FirstException),
            Just(When::AllCompleted),
        ],
        micros in prop::option::of(0..200_u64),
    ) {
        let count = ends.len();
        let (done, not_done, enough) = within(60, move || {
            let (futures, settler) = futures(&ends);
            let waited = wait(futures, when, micros.map(Duration::from_micros));
            assert!(waited.done.iter().all(Completion::done));
            let enough = waited.not_done.is_empty() || match when {
                When::FirstCompleted => !waited.done.is_empty(),
                When::FirstException => waited.done.iter().any(Completion::failed),
                When::AllCompleted => false,
            };
            settler.join().unwrap();
            let values = |futures: Vec<Future<usize>>| {
                let values = futures.into_iter().map(|future| future.result().ok());
                values.collect::<Vec<_>>()
            };
            (values(waited.done), values(waited.not_done), enough)
        });
        prop_assert_eq!(done.len() + not_done.len(), count);
        prop_assert!(done.iter().flatten().is_sorted());
        prop_assert!(not_done.iter().flatten().is_sorted());
        prop_assert!(enough || micros.is_some());
    }
}
