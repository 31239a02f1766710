//! The executor against a sequential model, on workloads drawn at random.

use chapter10::{Future, Pending, Submit, ThreadPoolExecutor, Wait, as_completed};
use proptest::prelude::*;

use seam::watchdog::within;

fn executor(max_workers: usize, capacity: usize) -> ThreadPoolExecutor {
    let builder = ThreadPoolExecutor::builder().max_workers(max_workers);
    builder.capacity(capacity).build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every result is that of its own task, and threads are as many as tasks at most.
    #[test]
    fn results_and_threads(
        inputs in prop::collection::vec(any::<u16>(), 0..40),
        max in 1..5_usize,
        capacity in 1..8_usize,
    ) {
        let (expected, count) = (inputs.clone(), inputs.len());
        let (mut results, started) = within(60, move || {
            let executor = executor(max, capacity);
            let submit = |n: u16| executor.submit(move || n).unwrap();
            let futures: Vec<Future<u16>> = inputs.into_iter().map(submit).collect();
            let results: Vec<u16> = as_completed(futures).map(|f| f.result().unwrap()).collect();
            (results, executor.started())
        });
        let mut expected = expected;
        expected.sort();
        results.sort();
        prop_assert_eq!(results, expected);
        prop_assert!(started <= max.min(count));
    }

    /// `map` equals the sequential one, whatever its chunks and its buffer.
    #[test]
    fn map_is_map(
        inputs in prop::collection::vec(any::<u16>(), 0..40),
        max in 1..4_usize,
        buffer in 1..10_usize,
        chunk in 1..6_usize,
    ) {
        let expected: Vec<u32> = inputs.iter().map(|n| u32::from(*n) + 1).collect();
        let results = within(60, move || {
            let executor = executor(max, 4);
            let map = executor.map(buffer, inputs, |n| u32::from(n) + 1).unwrap();
            map.chunks(chunk).collect::<Result<Vec<_>, _>>().unwrap()
        });
        prop_assert_eq!(results, expected);
    }

    /// After a shutdown no future is left unsettled, whichever were cancelled before.
    #[test]
    fn every_future_is_settled(cancels in prop::collection::vec(any::<bool>(), 0..30), all in any::<bool>()) {
        within(60, move || {
            let executor = executor(2, 30);
            let futures: Vec<_> = cancels.iter().map(|_| executor.submit(|| ()).unwrap()).collect();
            for (future, cancel) in futures.iter().zip(cancels) {
                let cancelled = cancel && future.cancel();
                assert!(!cancelled || future.cancelled());
            }
            let pending = if all { Pending::Cancel } else { Pending::Run };
            executor.shutdown(Wait::Yes, pending);
            for future in futures {
                assert!(future.done());
                assert_eq!(future.cancelled(), future.result().is_err());
            }
        });
    }
}
