//! `map` and `map_unordered` on real threads: one named behaviour each. `as_completed` and
//! `wait` are in `waits.rs`, what a worker does while it waits in `on_worker.rs`, the scoped pool
//! in `scoped.rs`.

#[allow(
    clippy::duplicate_mod,
    reason = "it runs the test that the source passes"
)]
mod closes_on_return;
mod on_worker;
mod properties;
mod scoped;
mod spawn_fails;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;
mod waits;

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::{iter, mem, thread};

use chapter6::error::{BuildError, Refused, TaskError};
use chapter6::future::{Future, Outcome, promise};
use chapter6::{Pool, Submit, SubmitTask};
use seam::failing::{Failing, heard};
use seam::watchdog::within;

fn values<T>(outcomes: impl Iterator<Item = Outcome<T>>) -> Vec<T> {
    outcomes.map(Result::unwrap).collect()
}

/// Inputs that count how many of them were taken.
fn counted(taken: &Arc<AtomicUsize>) -> impl Iterator<Item = usize> + use<> {
    let taken = Arc::clone(taken);
    iter::repeat_with(move || taken.fetch_add(1, SeqCst))
}

/// Two inputs to a call, chunks of one and of three. (Python case 2)
#[test]
fn map_equals_the_sequential_map() {
    let pool = Pool::new(2, 4).unwrap();
    let inputs = || (0..10_u64).zip(0..10_u32);
    let expected: Vec<_> = inputs().map(|(n, power)| n.pow(power)).collect();
    for chunk in [1, 3] {
        let mapped = pool.map(7, inputs(), |(n, power)| n.pow(power));
        assert_eq!(values(mapped.unwrap().chunks(chunk)), expected);
    }
}

/// Item 3 panics: two values, the error at its place, and then the rest. Python's `map` is
/// over after the error. (Python case 3, and it differs)
#[test]
fn a_panic_surfaces_at_its_item_and_the_rest_follows() {
    let pool = Pool::new(2, 4).unwrap();
    for chunk in [1, 2, 5] {
        let mapped = pool.map(5, 1..=5, |n| {
            assert!(n != 3, "item {n}");
            n
        });
        let outcomes: Vec<_> = mapped.unwrap().chunks(chunk).collect();
        let texts = outcomes.iter().map(|outcome| match outcome {
            Ok(n) => n.to_string(),
            Err(error) => error.message().to_owned(),
        });
        assert_eq!(texts.collect::<Vec<_>>(), ["1", "2", "item 3", "4", "5"]);
    }
}

/// What was submitted runs, and no more is taken. Python cancels the submitted ones; that
/// takes until chapter 7. (Python case 4, and it differs)
#[test]
fn a_map_dropped_after_one_item_takes_no_more() {
    within(60, || {
        let (taken, ran) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
        let pool = Pool::new(2, 8).unwrap();
        let count = Arc::clone(&ran);
        let mut mapped = pool
            .map(4, counted(&taken), move |_| count.fetch_add(1, SeqCst))
            .unwrap();
        assert!(mapped.next().is_some());
        drop(mapped);
        let taken_then = taken.load(SeqCst);
        drop(pool);
        assert_eq!(ran.load(SeqCst), taken_then);
        assert_eq!(taken.load(SeqCst), taken_then);
    });
}

/// (Python case 5)
#[test]
fn a_buffer_of_zero_is_an_error() {
    let pool = Pool::new(1, 1).unwrap();
    let mapped = pool.map(0, 0..3, |n: i32| n);
    assert!(matches!(mapped.err(), Some(BuildError::ZeroCapacity)));
    let mapped = pool.map_unordered(0, 0..3, |n: i32| n);
    assert!(matches!(mapped.err(), Some(BuildError::ZeroCapacity)));
}

/// (Python case 5)
#[test]
fn every_buffer_gives_the_same_results() {
    within(60, || {
        let expected: Vec<usize> = (0..50).map(|n| n * n).collect();
        let pool = Pool::new(3, 2).unwrap();
        for buffer in [1, 2, 50, 100, usize::MAX] {
            let mapped = pool.map(buffer, 0..50, |n: usize| n * n).unwrap();
            assert_eq!(values(mapped), expected);
            let mapped = pool.map_unordered(buffer, 0..50, |n: usize| n * n).unwrap();
            let mut mapped = values(mapped);
            mapped.sort();
            assert_eq!(mapped, expected);
        }
    });
}

/// (Python case 5: a buffer of two; without one Python's `map` never returns)
#[test]
fn an_endless_input_gives_its_first_results() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let mapped = pool.map(2, 0_u64.., |n| n + 1).unwrap();
        assert_eq!(values(mapped.take(4)), [1, 2, 3, 4]);
        let mapped = pool.map_unordered(2, 0_u64.., |n| n + 1).unwrap();
        assert_eq!(mapped.take(1_000).filter(Result::is_ok).count(), 1_000);
    });
}

/// In the flavours of `map`; the others are in `waits.rs`. (Python case 6)
#[test]
fn empty_input_gives_empty_output() {
    let pool = Pool::new(1, 1).unwrap();
    let none = iter::empty::<u32>;
    assert!(pool.map(1, none(), |n| n).unwrap().next().is_none());
    let chunks = pool.map(9, none(), |n| n).unwrap().chunks(3);
    assert_eq!(chunks.count(), 0);
    let unordered = pool.map_unordered(1, none(), |n| n);
    assert!(unordered.unwrap().next().is_none());
    let chunks = pool.map_unordered(9, none(), |n| n).unwrap().chunks(3);
    assert_eq!(chunks.count(), 0);
}

/// An input is gone once its task has run, though nobody took the outcome; and what `f`
/// captured goes with the iterator and the last task. (Python case 8; tokio#7825: before
/// the completion is seen)
#[test]
fn inputs_and_captured_values_are_dropped() {
    within(60, || {
        let (input, captured) = <(Arc<()>, Arc<()>)>::default();
        let pool = Pool::new(1, 4).unwrap();
        let f = {
            let captured = Arc::clone(&captured);
            move |_input: Arc<()>| {
                let _ = &captured;
            }
        };
        let inputs = vec![Arc::clone(&input)].into_iter();
        let mut mapped = pool.map(1, inputs, f).unwrap();
        assert!(mapped.next().unwrap().is_ok());
        assert_eq!(Arc::strong_count(&input), 1);
        // The iterator's own: the task's has gone, by the time its outcome was seen.
        assert_eq!(Arc::strong_count(&captured), 2);
        drop(mapped);
        assert_eq!(Arc::strong_count(&captured), 1);
    });
}

/// Nothing is taken by the call, exactly the buffer while nothing completes.
#[test]
fn inputs_are_taken_by_next_alone() {
    within(60, || {
        for (buffer, chunk, expected) in [(1, 1, 1), (7, 1, 7), (7, 3, 6), (7, 100, 7)] {
            let taken = Arc::default();
            let pool = Pool::new(2, 16).unwrap();
            let (let_go, may_go) = mpsc::channel::<()>();
            let may_go = Mutex::new(may_go);
            let (started, is_started) = mpsc::channel();
            let inputs = counted(&taken).inspect(move |_| started.send(()).unwrap());
            let mapped = pool.map(buffer, inputs, move |_| {
                let _ = may_go.lock().unwrap().recv();
            });
            let mut mapped = mapped.unwrap().chunks(chunk);
            assert_eq!(taken.load(SeqCst), 0);
            // One thread waits for an outcome; another sees how far it went for it, and
            // only then lets the tasks go.
            thread::scope(|threads| {
                let next = threads.spawn(|| mapped.next());
                is_started.iter().take(expected).count();
                drop(let_go);
                assert!(next.join().unwrap().is_some());
            });
            assert_eq!(taken.load(SeqCst), expected);
        }
    });
}

/// With a pool that is slower than the caller, and with one that is faster.
#[test]
fn inputs_are_never_more_than_the_buffer_ahead() {
    within(60, || {
        let pool = Pool::new(2, 4).unwrap();
        for (buffer, chunk) in [(1, 1), (5, 1), (5, 2), (64, 16)] {
            let (taken, handed_out) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
            let inputs = {
                let handed_out = Arc::clone(&handed_out);
                counted(&taken).inspect(move |n| {
                    let ahead = n + 1 - handed_out.load(SeqCst);
                    assert!(ahead <= buffer, "{ahead} inputs ahead");
                })
            };
            let mapped = pool.map(buffer, inputs, |n| n).unwrap().chunks(chunk);
            for outcome in mapped.take(2_000) {
                assert_eq!(outcome.unwrap(), handed_out.fetch_add(1, SeqCst));
            }
        }
    });
}

/// The outcome of item 0 is there. The queue is full and stays so, as item 1 waits for us.
#[test]
fn an_outcome_does_not_wait_for_room() {
    within(60, || {
        for ordered in [true, false] {
            let (let_go, may_go) = mpsc::channel::<()>();
            let may_go = Mutex::new(may_go);
            let pool = Pool::new(1, 1).unwrap();
            let wait = move |n| {
                if n > 0 {
                    let _ = may_go.lock().unwrap().recv();
                }
                n
            };
            let mut mapped: Box<dyn Iterator<Item = Outcome<i32>>> = match ordered {
                true => Box::new(pool.map(100, 0..10, wait).unwrap()),
                false => Box::new(pool.map_unordered(100, 0..10, wait).unwrap()),
            };
            assert_eq!(mapped.next().unwrap().unwrap(), 0);
            drop(let_go);
            // There is one worker, so they come in order anyway.
            assert_eq!(values(mapped), (1..10).collect::<Vec<_>>());
        }
    });
}

/// After `shutdown` the caller runs what is left, and the outcomes are the same.
#[test]
fn after_shutdown_the_caller_runs_the_rest() {
    within(60, || {
        let pool = Pool::new(2, 4).unwrap();
        let here = thread::current().id();
        let mut mapped = pool
            .map(3, 0..100, |n| (n, thread::current().id()))
            .unwrap();
        for n in 0..10 {
            let (value, thread) = mapped.next().unwrap().unwrap();
            assert_eq!(value, n);
            assert_ne!(thread, here);
        }
        pool.shutdown();
        let rest = values(mapped);
        assert!(rest.iter().map(|(n, _)| *n).eq(10..100));
        // At most the buffer was in the pool's hands.
        assert!(rest.iter().filter(|(_, thread)| *thread != here).count() <= 3);
        let mut unordered = pool
            .map_unordered(3, 0..2, |_| thread::current().id())
            .unwrap();
        assert_eq!(unordered.next().unwrap().unwrap(), here);
    });
}

/// One worker maps, the other is busy until item 1 has run, and the queue has room for one.
/// So item 0 is in the queue, and item 1 can run nowhere but in the task that maps.
#[test]
fn from_inside_a_task_a_full_queue_is_no_deadlock() {
    within(60, || {
        let pool = Arc::new(Pool::new(2, 1).unwrap());
        let (let_go, may_go) = mpsc::channel();
        let both = Arc::new(Barrier::new(2));
        let busy = {
            let both = Arc::clone(&both);
            move || {
                both.wait();
                may_go.recv().unwrap();
            }
        };
        let maps = {
            let pool = Arc::clone(&pool);
            move || {
                both.wait(); // no worker is free, and the queue is empty
                let mapped = pool.map(3, 0..10, move |n| {
                    if n == 1 {
                        let_go.send(()).unwrap();
                    }
                    n
                });
                values(mapped.unwrap())
            }
        };
        let busy = pool.submit(busy).unwrap();
        let mapped = pool.submit(maps).unwrap();
        assert_eq!(mapped.result().unwrap(), (0..10).collect::<Vec<_>>());
        busy.result().unwrap();
    });
}

#[test]
fn n_items_run_at_once() {
    within(60, || {
        let pool = Pool::new(4, 1).unwrap();
        let all = Barrier::new(4);
        let mapped = pool.map(4, 0..4, move |n| {
            all.wait();
            n
        });
        assert_eq!(values(mapped.unwrap()), [0, 1, 2, 3]);
    });
}

/// Item 0 waits until all the others were handed out.
#[test]
fn unordered_a_slow_item_holds_nobody_up() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let (let_go, may_go) = mpsc::channel::<()>();
        let may_go = Mutex::new(may_go);
        let mapped = pool.map_unordered(4, 0..100, move |n| {
            if n == 0 {
                let _ = may_go.lock().unwrap().recv();
            }
            n
        });
        let mut mapped = mapped.unwrap();
        let mut others = values(mapped.by_ref().take(99));
        others.sort();
        assert!(others.into_iter().eq(1..100));
        drop(let_go);
        assert_eq!(values(mapped), [0]);
    });
}

/// Each item its own outcome, here too.
#[test]
fn unordered_a_panic_takes_one_item() {
    let pool = Pool::new(2, 4).unwrap();
    for chunk in [1, 4] {
        let mapped = pool.map_unordered(8, 0..20, |n| assert!(n % 4 > 0, "item {n}"));
        let outcomes: Vec<_> = mapped.unwrap().chunks(chunk).collect();
        assert_eq!(outcomes.len(), 20);
        assert_eq!(
            outcomes.iter().filter(|outcome| outcome.is_err()).count(),
            5
        );
    }
}

#[test]
fn a_chunk_of_zero_panics() {
    let pool = Pool::new(1, 1).unwrap();
    let mapped = pool.map(1, 0..3, |n: i32| n).unwrap();
    assert!(catch_unwind(AssertUnwindSafe(|| mapped.chunks(0))).is_err());
}

/// Inputs that have ended are not asked again: some would go on.
#[test]
fn inputs_that_have_ended_stay_so() {
    let pool = Pool::new(1, 1).unwrap();
    let mut asked = 0;
    let inputs = iter::from_fn(move || {
        asked += 1;
        (asked != 3).then_some(asked)
    });
    let mut mapped = pool.map(1, inputs, |n| n).unwrap();
    assert_eq!(values(mapped.by_ref()), [1, 2]);
    assert!(mapped.next().is_none());
}

/// The inputs fail at every try. Both values that they brought come first, though the buffer
/// has room for the failure too; then the panic, once; then the end.
#[test]
fn a_panic_of_the_inputs_comes_in_its_place() {
    within(60, || {
        let pool = Pool::new(2, 4).unwrap();
        let failing = || Failing::new(vec![0, 1], true, false);
        for (buffer, chunk) in [(1, 1), (4, 1), (4, 2), (4, 3), (4, 4)] {
            let mapped = pool.map(buffer, failing(), |n| n).unwrap();
            let end = || Err("no next".to_owned());
            assert_eq!(heard(mapped.chunks(chunk)), [Ok(0), Ok(1), end()]);
            let mapped = pool.map_unordered(buffer, failing(), |n| n).unwrap();
            let mapped = heard(mapped.chunks(chunk));
            assert_eq!(mapped.len(), 3);
            assert_eq!(mapped[2], end());
        }
    });
}

/// The inputs panic as they go: when they have ended, or when they have panicked before. The
/// caller hears of the first panic.
#[test]
fn inputs_may_panic_in_their_drop() {
    within(60, || {
        let pool = Pool::new(1, 4).unwrap();
        for (next_panics, said) in [(false, "no drop"), (true, "no next")] {
            let failing = Failing::new(vec![0], next_panics, true);
            let mapped = pool.map(4, failing, |n| n).unwrap().chunks(2);
            assert_eq!(heard(mapped), [Ok(0), Err(said.to_owned())]);
        }
    });
}

/// Panics as it goes.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("a bomb");
    }
}

/// Two values of one chunk, two payloads of one chunk, and what the inputs panicked with: each
/// would panic as it goes, and nobody takes any of them. Two panics at once abort.
#[test]
fn bombs_that_nobody_takes_go_one_by_one() {
    within(60, || {
        let pool = Pool::new(1, 4).unwrap();
        for value in [true, false] {
            let inputs = (0..4).inspect(|n| {
                if *n == 3 {
                    panic_any(Bomb);
                }
            });
            let bombs = move |_| match value {
                true => Bomb,
                false => panic_any(Bomb),
            };
            // The chunk is not full, so the inputs have panicked by now.
            let mut mapped = pool.map(4, inputs, bombs).unwrap().chunks(4);
            mem::forget(mapped.next());
            drop(mapped);
        }
        assert_eq!(pool.submit(|| 1).unwrap().result().unwrap(), 1);
    });
}

/// A pool that runs nothing: this becomes of its tasks. None of this chapter's does so.
struct Fails(fn() -> TaskError);

impl SubmitTask<'static> for Fails {
    type Future<T: Send + 'static> = Future<T>;

    fn submit<T: Send + 'static>(
        &self,
        _task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        let (promise, future) = promise();
        promise.settle(Err((self.0)()));
        Ok(future)
    }
}

/// A task that never runs is an error for each of its items, and says why.
#[test]
fn a_task_that_never_runs_is_an_error_for_each_of_its_items() {
    within(60, || {
        let reasons: [fn() -> TaskError; 5] = [
            || TaskError::Lost,
            || TaskError::Cancelled,
            || TaskError::TimedOut,
            || TaskError::TooDeep,
            || TaskError::Broken("why".into()),
        ];
        for reason in reasons {
            let pool = Fails(reason);
            let ordered = pool.map(4, 0..5, |n| n).unwrap().chunks(2);
            let unordered = pool.map_unordered(4, 0..5, |n| n).unwrap().chunks(2);
            let expected = vec![format!("{:?}", reason()); 5];
            let said = |outcome: Outcome<i32>| format!("{:?}", outcome.unwrap_err());
            assert_eq!(ordered.map(said).collect::<Vec<_>>(), expected);
            assert_eq!(unordered.map(said).collect::<Vec<_>>(), expected);
        }
    });
}
