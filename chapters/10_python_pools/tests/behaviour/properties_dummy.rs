//! `multiprocessing.dummy.Pool` against the sequential result, on workloads drawn at random.

use chapter10::error::TaskError;
use chapter10::{Pool, Submit, ThreadPoolExecutor};
use proptest::prelude::*;

use seam::failing::{Failing, heard};
use seam::watchdog::within;

/// Fails for one number in four: with a panic of its own kind, so that no hook prints it.
fn work(n: u16) -> u32 {
    match n % 4 {
        3 => std::panic::resume_unwind(Box::new(format!("{n}"))),
        _ => u32::from(n) + 1,
    }
}

/// What an item brings: its value, or its own number back in the panic.
type Seen = Result<u32, String>;

fn expected(inputs: &[u16]) -> Vec<Seen> {
    let sequential = |n: &u16| match n % 4 {
        3 => Err(format!("{n}")),
        _ => Ok(u32::from(*n) + 1),
    };
    inputs.iter().map(sequential).collect()
}

fn seen(outcomes: impl IntoIterator<Item = Result<u32, TaskError>>) -> Vec<Seen> {
    let outcomes = outcomes.into_iter();
    outcomes
        .map(|outcome| outcome.map_err(|error| error.message().to_owned()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// All flavours bring each item's own outcome.
    #[test]
    fn every_flavour_is_the_sequential_map(
        inputs in prop::collection::vec(any::<u16>(), 0..40),
        processes in 1..5_usize,
        capacity in 1..6_usize,
        buffer in 1..10_usize,
        chunk in 1..9_usize,
        default in any::<bool>(),
    ) {
        let sequential = expected(&inputs);
        let flavours = within(60, move || {
            let pool = Pool::new(processes, capacity).unwrap();
            let chunksize = (!default).then_some(chunk);
            let pairs = || inputs.iter().map(|n| (*n, 0)).collect::<Vec<_>>();
            let add = |a: u16, b: u16| work(a + b);
            let call = |n: u16| pool.apply_async(move || work(n)).unwrap();
            let calls: Vec<_> = inputs.iter().copied().map(call).collect();
            let unordered = pool.imap_unordered(buffer, inputs.clone(), work).unwrap();
            let mut unordered = seen(unordered.chunks(chunk));
            let mut sorted = expected(&inputs);
            unordered.sort();
            sorted.sort();
            assert_eq!(unordered, sorted);
            [
                seen(inputs.iter().copied().map(|n| pool.apply(move || work(n)).unwrap())),
                seen(calls.into_iter().map(|call| call.get())),
                seen(pool.map(inputs.clone(), chunksize, work).unwrap()),
                seen(pool.map_async(inputs.clone(), chunksize, work).unwrap().get()),
                seen(pool.starmap(pairs(), chunksize, add).unwrap()),
                seen(pool.starmap_async(pairs(), chunksize, add).unwrap().get()),
                seen(pool.imap(buffer, inputs.clone(), work).unwrap().chunks(chunk)),
            ]
        });
        for flavour in flavours {
            prop_assert_eq!(&flavour, &sequential);
        }
    }

    /// Inputs that fail, in `next`, in their drop, in both: all outcomes come, then the panic,
    /// once, and then the end; and a list ends with it, or with the last item.
    #[test]
    fn inputs_fail_in_their_place(
        inputs in prop::collection::vec(any::<u16>(), 0..20),
        (next_panics, drop_panics) in any::<(bool, bool)>(),
        processes in 1..4_usize,
        buffer in 1..10_usize,
        chunk in 1..7_usize,
    ) {
        let mut said: Vec<_> = expected(&inputs).into_iter()
            .map(|seen| seen.map_err(|message| format!("the task panicked: {message}")))
            .collect();
        let mut sorted = said.clone();
        let list = expected(&inputs);
        said.extend(Failing::<u16>::end(next_panics, drop_panics));
        sorted.sort();
        sorted.extend(Failing::<u16>::end(next_panics, drop_panics));
        let (ordered, unordered, executors, all) = within(60, move || {
            let failing = || Failing::new(inputs.clone(), next_panics, drop_panics);
            let pool = Pool::new(processes, 4).unwrap();
            let builder = ThreadPoolExecutor::builder().max_workers(processes);
            let executor = builder.build().unwrap();
            let mut unordered =
                heard(pool.imap_unordered(buffer, failing(), work).unwrap().chunks(chunk));
            unordered[..inputs.len()].sort();
            (
                heard(pool.imap(buffer, failing(), work).unwrap().chunks(chunk)),
                unordered,
                heard(executor.map(buffer, failing(), work).unwrap().chunks(chunk)),
                seen(pool.map(failing(), Some(chunk), work).unwrap()),
            )
        });
        prop_assert_eq!(&ordered, &said);
        prop_assert_eq!(&executors, &said);
        prop_assert_eq!(unordered, sorted);
        // The list had room for as many as there were said to be.
        let at = if next_panics && all.len() > list.len() { list.len() } else { all.len() };
        prop_assert_eq!(&all[..at], &list[..]);
        prop_assert!(all[at..].iter().all(|seen| seen == &Err("no next".to_owned())));
    }

    /// Terminated at any moment: every item has an outcome, its own or `Cancelled`, and every
    /// worker ends.
    #[test]
    fn terminate_settles_everything(
        inputs in prop::collection::vec(any::<u16>(), 0..40),
        processes in 1..5_usize,
        chunk in 1..9_usize,
        turns in 0..50,
    ) {
        let sequential = expected(&inputs);
        let outcomes = within(60, move || {
            let pool = Pool::new(processes, 8).unwrap();
            let map = pool.map_async(inputs, Some(chunk), work).unwrap();
            (0..turns).for_each(|_| std::thread::yield_now());
            pool.terminate();
            pool.join().unwrap();
            assert!(map.ready());
            map.get()
        });
        prop_assert_eq!(outcomes.len(), sequential.len());
        for (outcome, expected) in outcomes.into_iter().zip(sequential) {
            if !matches!(outcome, Err(TaskError::Cancelled)) {
                prop_assert_eq!(seen([outcome]), [expected]);
            }
        }
    }
}
