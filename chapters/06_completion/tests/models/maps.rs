//! `map` and `map_unordered`, on a pool.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::future::Outcome;
use super::map::Submit;
use super::panics;
use super::pool::Pool;
use super::sync::Arc;
use super::thread;
use seam::imp::imp;
use seam::model::{Bound, check};

/// Two workers, two inputs: the outcomes come in order, whichever is faster, and waking for
/// no reason does no harm. Four threads (main takes, two workers, the imp), two
/// preemptions: one for each worker.
pub fn map_keeps_the_order() {
    check("map_keeps_the_order", Bound::Preemptions(2), || {
        let pool = Pool::new(2, 2).unwrap();
        let doubled = pool.map(2, 1..3, |n| 2 * n).unwrap();
        let imp = imp();
        let doubled: Result<Vec<_>, _> = doubled.collect();
        assert_eq!(doubled.unwrap(), [2, 4]);
        imp.join().unwrap();
    });
}

/// At each moment at most `buffer` inputs more are taken than outcomes handed out, and in
/// the end all. Two threads (main takes, the worker), three preemptions: without a bound
/// it had not ended after 15 s. No imp: `map_unordered_waits_for_any` has one.
// ANCHOR: ahead
pub fn map_is_never_further_ahead() {
    const BUFFER: usize = 2;
    check("map_is_never_further_ahead", Bound::Preemptions(3), || {
        let taken = Plain::new(AtomicUsize::new(0));
        let handed_out = Plain::new(AtomicUsize::new(0));
        let inputs = {
            let (taken, handed_out) = (Plain::clone(&taken), Plain::clone(&handed_out));
            (0..4).inspect(move |_| {
                let ahead = taken.fetch_add(1, SeqCst) + 1 - handed_out.load(SeqCst);
                assert!(ahead <= BUFFER, "{ahead} inputs ahead");
            })
        };
        let pool = Pool::new(1, 1).unwrap();
        for outcome in pool.map(BUFFER, inputs, |n| n).unwrap() {
            assert_eq!(outcome.unwrap(), handed_out.fetch_add(1, SeqCst));
        }
        assert_eq!(handed_out.load(SeqCst), 4);
    });
}
// ANCHOR_END: ahead

/// The first item of a chunk panics: that is its own outcome, and the second has its own.
/// Two threads (main takes, the worker), exhaustive. No imp: `map_unordered_waits_for_any` has
/// one.
pub fn a_panic_takes_one_item() {
    check("a_panic_takes_one_item", Bound::Exhaustive, || {
        let pool = Pool::new(1, 1).unwrap();
        let mapped = pool.map(2, 0..2, |n| {
            assert!(n > 0, "an item's panic");
            n
        });
        let outcomes: Vec<Outcome<i32>> = mapped.unwrap().chunks(2).collect();
        assert_eq!(outcomes.len(), 2);
        assert_eq!(
            outcomes[0].as_ref().unwrap_err().message(),
            "an item's panic"
        );
        assert_eq!(*outcomes[1].as_ref().unwrap(), 1);
    });
}

/// The inputs bring one and then panic. The outcome of that one comes first, whether or not it
/// is there when they do. Two threads (main takes, the worker), three preemptions. No imp:
/// `map_unordered_waits_for_any` has one.
pub fn the_inputs_panic_comes_in_its_place() {
    let name = "the_inputs_panic_comes_in_its_place";
    check(name, Bound::Preemptions(3), || {
        let pool = Pool::new(1, 2).unwrap();
        let inputs = (0..).inspect(|n| assert!(*n < 1, "an input's panic"));
        let mut mapped = pool.map(2, inputs, |n| n).unwrap();
        assert_eq!(mapped.next().unwrap().unwrap(), 0);
        assert!(panics::catch(|| mapped.next().is_some()).is_err());
        assert!(mapped.next().is_none());
    });
}

/// The wait for any outcome: the wake-up is not lost, and waking for no reason does no harm.
/// Three threads (main takes, the worker, the imp), three preemptions: one for each.
pub fn map_unordered_waits_for_any() {
    check("map_unordered_waits_for_any", Bound::Preemptions(3), || {
        let pool = Pool::new(1, 1).unwrap();
        let mut doubled = pool.map_unordered(1, 1..2, |n| 2 * n).unwrap();
        let imp = imp();
        assert_eq!(doubled.next().unwrap().unwrap(), 2);
        assert!(doubled.next().is_none());
        imp.join().unwrap();
    });
}

/// Two workers complete at once, in any order, while we set out to listen: both outcomes
/// come. Three threads (main takes, two workers), two preemptions: one for each worker.
/// Three are 150,769 executions. No imp: `map_unordered_waits_for_any` has one.
pub fn map_unordered_loses_none() {
    check("map_unordered_loses_none", Bound::Preemptions(2), || {
        let pool = Pool::new(2, 2).unwrap();
        let doubled = pool.map_unordered(2, 1..3, |n| 2 * n).unwrap();
        let sum: i32 = doubled.map(|outcome| outcome.unwrap()).sum();
        assert_eq!(sum, 6);
    });
}

/// Somebody shuts the pool down at any moment: the outcomes are the same, since the caller
/// runs what the pool refuses. Three threads (main takes, the worker, one that shuts down),
/// three preemptions: one for each of the others, and one more. No imp:
/// `map_unordered_waits_for_any` has one.
// ANCHOR: shutdown
pub fn map_against_shutdown() {
    check("map_against_shutdown", Bound::Preemptions(3), || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let closer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || pool.shutdown())
        };
        let doubled: Result<Vec<_>, _> = pool.map(2, 1..4, |n| 2 * n).unwrap().collect();
        assert_eq!(doubled.unwrap(), [2, 4, 6]);
        closer.join().unwrap();
    });
}
// ANCHOR_END: shutdown

/// The iterator is dropped while its tasks run: they run to the end, nothing more is taken,
/// and all is freed. Two threads (main, the worker), three preemptions: without a bound
/// it had not ended after 15 s. No imp: `map_unordered_waits_for_any` has one.
pub fn map_may_be_dropped_early() {
    check("map_may_be_dropped_early", Bound::Preemptions(3), || {
        let ran = Plain::new(AtomicUsize::new(0));
        let witness = Arc::new(());
        let pool = Pool::new(1, 2).unwrap();
        let f = {
            let (ran, witness) = (Plain::clone(&ran), Arc::clone(&witness));
            move |_| {
                let _captured = &witness;
                ran.fetch_add(1, SeqCst);
            }
        };
        let mut mapped = pool.map(2, 0.., f).unwrap();
        assert!(mapped.next().is_some());
        drop(mapped);
        drop(pool);
        assert!((1..=2).contains(&ran.load(SeqCst)));
        assert_eq!(Arc::strong_count(&witness), 1);
    });
}
