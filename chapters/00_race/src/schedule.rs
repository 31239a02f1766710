//! The ideal: what N workers could do if only the waiting took time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

/// When the last task ends if `workers` take the tasks first in, first out, each the next
/// one as soon as it is free.
///
/// Another order could end sooner, but to find the best one is NP-hard, and a pool that
/// runs its tasks in order cannot choose.
pub fn ideal(waits: &[Duration], workers: usize) -> Duration {
    // When each worker is free again, the earliest on top.
    let mut free: BinaryHeap<_> = vec![Reverse(Duration::ZERO); workers].into();
    let mut end = Duration::ZERO;
    for wait in waits {
        let Reverse(start) = free.pop().expect("at least one worker");
        free.push(Reverse(start + *wait));
        end = end.max(start + *wait);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(waits: &[u64], workers: usize) -> u64 {
        let waits: Vec<_> = waits.iter().copied().map(Duration::from_secs).collect();
        ideal(&waits, workers).as_secs()
    }

    #[test]
    fn a_worker_for_each_task_takes_as_long_as_the_longest() {
        assert_eq!(seconds(&[3, 2, 2, 3], 4), 3);
        assert_eq!(seconds(&[3, 2, 2, 3], 100), 3);
    }

    #[test]
    fn one_worker_takes_the_sum() {
        assert_eq!(seconds(&[3, 2, 2, 3], 1), 10);
    }

    #[test]
    fn a_free_worker_takes_the_next_in_order() {
        // 0-3 and 3-6 on one, 0-2 and 2-4 and 4-5 on the other, the last from 5 to 7.
        assert_eq!(seconds(&[3, 2, 2, 3, 1, 2], 2), 7);
        // In order it is 4, though the longest first would end after 3.
        assert_eq!(seconds(&[1, 1, 1, 3], 3), 4);
    }

    #[test]
    fn equal_tasks_go_in_rounds() {
        assert_eq!(seconds(&[5; 1_000], 64), 16 * 5);
        assert_eq!(seconds(&[5; 64], 64), 5);
        assert_eq!(seconds(&[5; 65], 64), 10);
    }

    #[test]
    fn no_tasks_take_no_time() {
        assert_eq!(seconds(&[], 3), 0);
    }
}
