//! Work on many things, as many at once as the machine has cores.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does `work` on every item; the results are in the order of the items.
pub fn all<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    until(items, work, |_| false)
}

/// Does `work` on the items, in their order, and begins no more once a result is `enough`. The
/// results are those of all that were begun: every item before the one that was enough is
/// among them.
pub fn until<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    enough: impl Fn(&R) -> bool + Sync,
) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    // Protects the results so far, each with the number of its item.
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers.min(items.len()) {
            scope.spawn(|| {
                while !stop.load(SeqCst) {
                    let number = next.fetch_add(1, SeqCst);
                    let Some(item) = items.get(number) else { break };
                    let result = work(item);
                    if enough(&result) {
                        stop.store(true, SeqCst);
                    }
                    let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
                    results.push((number, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..100).collect();
        assert_eq!(
            all(&items, |n| n * 2),
            items.iter().map(|n| n * 2).collect::<Vec<_>>()
        );
        assert_eq!(all(&[], |n: &u32| *n), [0; 0]);
    }

    #[test]
    fn all_before_the_one_that_is_enough_are_done() {
        let items: Vec<u32> = (0..1000).collect();
        let done = until(&items, |n| *n, |n| *n == 500);
        assert!(done.len() > 500 && done[..=500] == items[..=500]);
    }
}
