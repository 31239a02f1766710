//! How many workers: the formula, on inputs of any size.

use std::num::NonZeroUsize;
use std::time::Duration;

use chapter9::recommended_workers;
use proptest::prelude::*;

fn cores(n: usize) -> NonZeroUsize {
    NonZeroUsize::new(n).unwrap()
}

#[test]
fn what_does_not_fit_is_as_many_as_can_be_counted() {
    let workers = recommended_workers(cores(usize::MAX), Duration::MAX, Duration::from_nanos(1));
    assert_eq!(workers, NonZeroUsize::new(usize::MAX));
}

#[test]
fn part_of_a_worker_is_a_worker() {
    let ms = Duration::from_millis;
    assert_eq!(recommended_workers(cores(2), ms(1), ms(3)), Some(cores(3))); // 2.67
    assert_eq!(recommended_workers(cores(3), ms(1), ms(3)), Some(cores(4))); // exactly
}

#[test]
fn no_cores_are_lost_when_the_product_is_large() {
    let all = cores(usize::MAX);
    for compute in [Duration::from_nanos(1), Duration::MAX] {
        assert_eq!(recommended_workers(all, Duration::ZERO, compute), Some(all));
    }
}

/// Every time there is, and the very short and very long ones often.
fn any_time() -> impl Strategy<Value = Duration> {
    prop_oneof![
        (0_u64..5).prop_map(Duration::from_nanos),
        any::<u64>().prop_map(Duration::from_nanos),
        (any::<u64>(), 0_u32..1_000_000_000).prop_map(|(s, ns)| Duration::new(s, ns)),
        Just(Duration::MAX),
    ]
}

proptest! {
    #[test]
    fn more_cores_and_waiting_take_more_and_more_computing_takes_fewer(
        n in prop_oneof![1_usize..100, 1..=usize::MAX],
        more_cores in prop_oneof![1_usize..100, any::<usize>()],
        (wait, more_wait) in (any_time(), any_time()),
        (compute, more_compute) in (any_time(), any_time()),
    ) {
        let workers = |n, wait, compute| recommended_workers(cores(n), wait, compute);
        let Some(here) = workers(n, wait, compute) else {
            prop_assert_eq!(compute, Duration::ZERO);
            return Ok(());
        };
        prop_assert!(here >= cores(n));
        prop_assert!(workers(n.saturating_add(more_cores), wait, compute) >= Some(here));
        prop_assert!(workers(n, wait.saturating_add(more_wait), compute) >= Some(here));
        prop_assert!(workers(n, wait, compute.saturating_add(more_compute)) <= Some(here));
    }

    #[test]
    fn it_is_the_formula(n in 1_usize..1_000, wait in 0_u32..1_000_000, compute in 1_u32..1_000) {
        let ns = |time| Duration::from_nanos(u64::from(time));
        let workers = recommended_workers(cores(n), ns(wait), ns(compute)).unwrap().get() as f64;
        let formula = n as f64 * (1.0 + f64::from(wait) / f64::from(compute));
        // Rounded up, and the float itself is not exact.
        prop_assert!((-1e-3..1.001).contains(&(workers - formula)), "{workers}, {formula}");
    }
}
