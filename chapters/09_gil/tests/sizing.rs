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

proptest! {
    #[test]
    fn waiting_more_takes_more_and_computing_more_takes_fewer(
        n in 1_usize..1_000,
        wait in 0_u64..u64::MAX / 2,
        compute in 1_u64..u64::MAX / 2,
        more in 0_u64..1_000_000_000,
    ) {
        let ns = Duration::from_nanos;
        let workers = |n, wait, compute| {
            recommended_workers(cores(n), ns(wait), ns(compute)).expect("they compute").get()
        };
        let here = workers(n, wait, compute);
        prop_assert!(here >= n);
        prop_assert!(workers(n, wait + more, compute) >= here);
        prop_assert!(workers(n, wait, compute + more) <= here);
        prop_assert!(workers(n + 1, wait, compute) > here);
    }
}
