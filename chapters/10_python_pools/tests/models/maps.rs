//! Models of maps: several workers, one input.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::channel::channel;
use super::dummy::Pool;
use super::error::TaskError;
use super::panics;
use super::sync::Arc;
use super::thread;
use seam::imp::imp;
use seam::model::{Bound, check};

/// Two workers share two inputs. All come, in order, the callback hears once, and what the
/// function captured is gone (tokio#7825). Three threads (main, two workers); two preemptions,
/// one for each worker. No imp: `a_task_may_wait_for_a_map` has one.
// ANCHOR: once
pub fn a_map_is_settled_once() {
    check("a_map_is_settled_once", Bound::Preemptions(2), || {
        let pool = Pool::new(2, 2).unwrap();
        let heard = Plain::new(AtomicUsize::new(0));
        let hears = Plain::clone(&heard);
        let witness = Plain::new(());
        let captured = Plain::clone(&witness);
        let square = move |n| {
            let _ = &captured;
            n * n
        };
        let squares = pool.map_async(1..3_usize, Some(1), square).unwrap();
        let squares = squares.callback(move |all| {
            hears.fetch_add(all.into_iter().sum::<usize>(), SeqCst);
        });
        let squares: Vec<_> = squares.get().into_iter().map(Result::ok).collect();
        assert_eq!(squares, [Some(1), Some(4)], "an item is missing");
        let held = Plain::strong_count(&witness) - 1;
        assert_eq!(held, 0, "the map still holds what it captured");
        drop(pool);
        assert_eq!(heard.load(SeqCst), 1 + 4, "heard not once");
    });
}
// ANCHOR_END: once

/// `terminate`, at any moment of a map: the list is there, each item with its outcome, and
/// nothing runs once it is. Three threads (main, two workers); two preemptions, since three
/// take a minute. No imp: `a_task_may_wait_for_a_map` has one.
pub fn terminate_against_a_map() {
    check("terminate_against_a_map", Bound::Preemptions(2), || {
        let pool = Pool::new(2, 2).unwrap();
        let ran = Plain::new(AtomicUsize::new(0));
        let runs = Plain::clone(&ran);
        let map = pool.map_async(0..2_usize, Some(1), move |_| {
            runs.fetch_add(1, SeqCst);
        });
        pool.terminate();
        let outcomes = map.unwrap().get();
        let ran_by_then = ran.load(SeqCst);
        pool.join().unwrap();
        assert_eq!(outcomes.len(), 2);
        for outcome in &outcomes {
            let said = matches!(outcome, Ok(()) | Err(TaskError::Cancelled));
            assert!(said, "an item is lost");
        }
        let told = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(
            told, ran_by_then,
            "an item ran, and its outcome says it did not"
        );
        assert_eq!(ran.load(SeqCst), told, "an item ran after the end");
    });
}

/// `terminate` while `map_async` hands the map in. Either may have the last hand on it, and what the
/// function has captured panics as it goes: that harms neither. Three threads (main hands in,
/// another terminates, the worker); two preemptions, one for main and one for the other. No imp:
/// `a_task_may_wait_for_a_map` has one.
pub fn terminate_against_map_async() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            std::panic::resume_unwind(Box::new("a bomb")); // without a word
        }
    }
    let name = "terminate_against_map_async";
    check(name, Bound::Preemptions(2), || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let other = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || pool.terminate())
        };
        let bomb = Bomb;
        let f = move |_| {
            let _ = &bomb;
        };
        let Ok(map) = panics::catch(|| pool.map_async(0..1_usize, Some(1), f)) else {
            panic!("the one who hands it in is harmed");
        };
        let map = map.unwrap_or_else(|refused| refused.into_inner().1);
        other.join().unwrap();
        let outcomes = map.get();
        let said = matches!(outcomes[..], [Ok(()) | Err(TaskError::Cancelled)]);
        assert!(said, "the item is lost");
    });
}

/// Item 0 waits for item 1, so it takes both workers, though the second may have come while the
/// first had the input, and gone. Three threads (main, two workers); two preemptions, one for
/// each worker. No imp: `a_task_may_wait_for_a_map` has one.
pub fn a_worker_that_went_comes_again() {
    check(
        "a_worker_that_went_comes_again",
        Bound::Preemptions(2),
        || {
            let pool = Pool::new(2, 2).unwrap();
            let (tell, told) = channel(1);
            let map = pool.map_async(0..2_usize, Some(1), move |n| match n {
                0 => told.recv(),
                n => tell.send(n).ok().map(|()| n),
            });
            let values: Vec<_> = map.unwrap().get().into_iter().map(Result::ok).collect();
            assert_eq!(values, [Some(Some(1)), Some(Some(1))]);
        },
    );
}

/// Room for one, and closed at once: a worker that was invited in time helps, all items come,
/// and with the pool everything goes. Three threads (main, two workers); two preemptions, one
/// for each worker. No imp: `a_task_may_wait_for_a_map` has one.
pub fn close_against_a_map() {
    check("close_against_a_map", Bound::Preemptions(2), || {
        let pool = Pool::new(2, 1).unwrap();
        let map = pool.map_async(0..2_usize, Some(1), |n| n).unwrap();
        pool.close();
        drop(pool);
        assert!(map.ready(), "not drained");
        let values: Vec<_> = map.get().into_iter().map(Result::ok).collect();
        assert_eq!(values, [Some(0), Some(1)], "an item is missing");
    });
}

/// The one worker waits for a map of its own pool: it runs the map itself. Three threads
/// (main, the worker, the imp); three preemptions, one for each.
pub fn a_task_may_wait_for_a_map() {
    check("a_task_may_wait_for_a_map", Bound::Preemptions(3), || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let inner = Arc::clone(&pool);
        let outer = pool.apply_async(move || {
            let map = inner.map_async(1..3_u32, Some(1), |n| n).unwrap();
            let sum = map.get().into_iter().map(Result::unwrap).sum::<u32>();
            drop(inner);
            sum
        });
        let imp = imp();
        assert_eq!(outer.unwrap().get().unwrap(), 3);
        imp.join().unwrap();
    });
}
