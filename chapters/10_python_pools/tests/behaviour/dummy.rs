//! What `multiprocessing.dummy.Pool` does, one behaviour a test. Many are Python's own cases.

use std::collections::HashSet;
use std::iter;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Duration;

use chapter10::dummy::StillOpen;
use chapter10::dummy_imap::ImapError;
use chapter10::dummy_map::default_chunk;
use chapter10::error::{BuildError, TaskError, TrySendError};
use chapter10::settled::Settled;
use chapter10::{AsyncResult, NotReady, Pool};

use seam::watchdog::within;

fn pool(processes: usize) -> Pool {
    Pool::new(processes, 64).unwrap()
}

/// A call that has started and runs until it is let go.
fn held(pool: &Pool) -> (AsyncResult<Result<(), TaskError>>, Sender<()>) {
    let (let_go, may_go) = mpsc::channel::<()>();
    let (started, has_started) = mpsc::channel();
    let task = move || {
        started.send(()).unwrap();
        let _ = may_go.recv(); // or the sender is gone
    };
    let result = pool.apply_async(task).unwrap();
    has_started.recv().unwrap();
    (result, let_go)
}

/// How much room there is in the queue. Now there is none.
fn room(pool: &Pool) -> usize {
    iter::repeat_with(|| pool.try_apply_async(|| ()))
        .take_while(Result::is_ok)
        .count()
}

fn until(condition: impl Fn() -> bool) {
    while !condition() {
        thread::yield_now();
    }
}

fn all<T>(outcomes: Vec<Result<T, TaskError>>) -> Vec<T> {
    outcomes.into_iter().map(Result::unwrap).collect()
}

/// (Python case 5)
#[test]
fn every_buffer_gives_the_same_results() {
    within(60, || {
        let pool = pool(2);
        let none = pool.imap(0, 0..3, |n| n).err().unwrap();
        assert!(matches!(none, ImapError::ZeroBuffer(..)));
        for buffer in [1, 2, 10, 20] {
            let squares = pool.imap(buffer, 0..10, |n| n * n).unwrap();
            assert_eq!(
                all(squares.collect()),
                (0..10).map(|n| n * n).collect::<Vec<_>>()
            );
        }
        let first = pool.imap(2, 0_u64.., |n| n).unwrap().take(3);
        assert_eq!(all(first.collect()), [0, 1, 2]);
    });
}

/// (Python case 6)
#[test]
fn empty_input_gives_empty_output() {
    within(60, || {
        let pool = pool(2);
        assert!(pool.map(0..0, None, |n| n).unwrap().is_empty());
        let none = Vec::<(u8, u8)>::new();
        assert!(
            pool.starmap(none, Some(3), |a, b| a + b)
                .unwrap()
                .is_empty()
        );
        assert!(pool.map_async(0..0, None, |n| n).unwrap().get().is_empty());
        assert_eq!(pool.imap(2, 0..0, |n| n).unwrap().count(), 0);
        assert_eq!(pool.imap_unordered(2, 0..0, |n| n).unwrap().count(), 0);
    });
}

/// (Python case 7)
#[test]
fn one_task_more_than_workers() {
    within(60, || {
        for _ in 0..50 {
            let pool = pool(4);
            for _ in 0..5 {
                drop(pool.apply_async(|| ()).unwrap());
            }
            pool.close();
            pool.join().unwrap();
        }
    });
}

/// (Python case 8)
#[test]
fn captures_are_dropped_though_nobody_keeps_the_result() {
    within(60, || {
        let pool = pool(2);
        let kept = Arc::new(());
        let (one, many, items) = (
            Arc::clone(&kept),
            Arc::clone(&kept),
            vec![Arc::clone(&kept); 9],
        );
        drop(pool.apply_async(move || drop(Arc::clone(&one))).unwrap());
        drop(
            pool.map_async(items, None, move |_| drop(Arc::clone(&many)))
                .unwrap(),
        );
        until(|| Arc::strong_count(&kept) == 1);
    });
}

/// (Python case 9)
#[test]
fn zero_workers_or_zero_capacity_is_an_error() {
    assert!(matches!(
        Pool::new(0, 1).err(),
        Some(BuildError::ZeroWorkers)
    ));
    assert!(matches!(
        Pool::new(1, 0).err(),
        Some(BuildError::ZeroCapacity)
    ));
}

/// Python starts all its workers at once too. Each meets all the others.
#[test]
fn all_workers_start_at_once() {
    within(60, || {
        let pool = pool(4);
        let all_there = Barrier::new(4);
        let names = pool.map(0..4, Some(1), move |_| {
            all_there.wait();
            thread::current().name().unwrap().to_owned()
        });
        let names: HashSet<String> = all(names.unwrap()).into_iter().collect();
        assert_eq!(names.len(), 4);
    });
}

/// In a queue with room for one a map still gets all the workers.
#[test]
fn a_small_queue_takes_no_worker_from_a_map() {
    within(60, || {
        let pool = Pool::new(4, 1).unwrap();
        let all_there = Barrier::new(4);
        let met = pool.map(0..4, Some(1), move |_| all_there.wait().is_leader());
        assert_eq!(
            all(met.unwrap()).into_iter().filter(|leads| *leads).count(),
            1
        );
    });
}

/// With one worker free and room for one, `map_async` for three does not wait for the others:
/// not even as long as its own map takes.
#[test]
fn map_async_waits_for_one_place_only() {
    within(60, || {
        let pool = Arc::new(Pool::new(3, 1).unwrap());
        let busy = [(); 2].map(|()| held(&pool));
        let (let_go, may_go) = mpsc::channel::<()>();
        let may_go = Mutex::new(may_go);
        let (told, hears) = mpsc::channel();
        let same_pool = Arc::clone(&pool);
        let caller = thread::spawn(move || {
            let map = same_pool.map_async(0..9, Some(1), move |_| {
                let _ = may_go.lock().unwrap().recv();
            });
            told.send(map.unwrap()).unwrap();
        });
        let map = hears.recv().unwrap(); // before anything is let go
        assert!(!map.ready());
        drop((busy, let_go));
        assert_eq!(map.get().len(), 9);
        caller.join().unwrap();
    });
}

/// All workers are busy. A map takes a place for each worker that it can use: not more than there
/// are, not more than it has chunks, and one if it has none.
#[test]
fn a_map_takes_a_place_for_each_worker_that_it_can_use() {
    for (items, chunk, places) in [
        (0, 1, 1),
        (1, 1, 1),
        (2, 1, 2),
        (3, 2, 2),
        (4, 2, 2),
        (99, 1, 3),
    ] {
        within(60, move || {
            let pool = Pool::new(3, 8).unwrap();
            let busy = [(); 3].map(|()| held(&pool));
            let map = pool.map_async(0..items, Some(chunk), |n| n).unwrap();
            assert_eq!(room(&pool), 8 - places, "{items} in chunks of {chunk}");
            drop(busy);
            assert_eq!(all(map.get()), (0..items).collect::<Vec<_>>());
        });
    }
}

/// And it keeps to them: the other two are in the queue, and the only one that works on the map
/// invites nobody else.
#[test]
fn a_map_under_way_takes_no_more_places() {
    within(60, || {
        let pool = Arc::new(Pool::new(3, 8).unwrap());
        let [one, other, third] = [(); 3].map(|()| held(&pool));
        let (told, hears) = mpsc::channel();
        let same_pool = Arc::clone(&pool);
        let map = pool.map_async(0..9, Some(1), move |n| {
            if n == 5 {
                told.send(room(&same_pool)).unwrap();
            }
        });
        drop(one);
        assert_eq!(hears.recv().unwrap(), 8 - 2);
        drop((other, third));
        assert_eq!(map.unwrap().get().len(), 9);
    });
}

/// An input of three items that brings none, and waits as it goes.
struct Nothing(Option<Receiver<()>>);

impl Iterator for Nothing {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (3, Some(3))
    }
}

impl ExactSizeIterator for Nothing {}

impl Drop for Nothing {
    fn drop(&mut self) {
        if let Some(may_go) = &self.0 {
            may_go.recv().unwrap();
        }
    }
}

/// Has the one who is told of a map's end say how much room there is.
fn room_at_the_end(
    pool: &Arc<Pool>,
    map: AsyncResult<Vec<Result<u8, TaskError>>>,
) -> (AsyncResult<Vec<Result<u8, TaskError>>>, Receiver<usize>) {
    let (told, hears) = mpsc::channel();
    let pool = Arc::clone(pool);
    let map = map.error_callback(move |_| told.send(room(&pool)).unwrap());
    (map, hears)
}

/// A map that has found the end of its input wants no more workers, though one was wanted that had
/// no room.
#[test]
fn a_map_at_its_end_invites_nobody() {
    within(60, || {
        let pool = Arc::new(Pool::new(2, 1).unwrap());
        let [one, other] = [(); 2].map(|()| held(&pool));
        let map = pool.map_async(Nothing(None), Some(1), |n| n).unwrap();
        let (map, hears) = room_at_the_end(&pool, map);
        drop(one);
        assert_eq!(hears.recv().unwrap(), 1, "a place is taken in vain");
        assert_eq!(map.get().len(), 3);
        drop(other);
    });
}

/// Nor those who have come just then, while the input was dropped, and are gone again.
#[test]
fn those_who_come_after_the_end_of_a_map_are_not_invited() {
    within(60, || {
        let pool = Arc::new(Pool::new(3, 4).unwrap());
        let [one, other, third] = [(); 3].map(|()| held(&pool));
        let (go, may_go) = mpsc::channel();
        let map = pool.map_async(Nothing(Some(may_go)), Some(1), |n| n);
        let (map, hears) = room_at_the_end(&pool, map.unwrap());
        // Behind the three tasks of the map: one worker has the first, and when the other is
        // here, it has been there twice.
        let (let_go, may_end) = mpsc::channel::<()>();
        let next = move || {
            go.send(()).unwrap();
            let _ = may_end.recv();
        };
        drop(pool.apply_async(next).unwrap());
        drop((one, other));
        assert_eq!(hears.recv().unwrap(), 4, "a place is taken in vain");
        assert_eq!(map.get().len(), 3);
        drop((let_go, third));
    });
}

/// Full is for workers. Somebody else waits, for a single call and for a map.
#[test]
fn a_caller_waits_for_room() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let (_hold, let_go) = held(&pool);
        let _filler = pool.apply_async(|| 0).unwrap();
        let (told, hears) = mpsc::channel();
        let (same_pool, same_told) = (Arc::clone(&pool), told.clone());
        let call = thread::spawn(move || told.send(same_pool.apply_async(|| 0).is_ok()));
        let same_pool = Arc::clone(&pool);
        let map = thread::spawn(move || {
            same_told.send(same_pool.map_async(0..3, Some(1), |n| n).is_ok())
        });
        let moment = Duration::from_millis(20);
        assert!(hears.recv_timeout(moment).is_err(), "it has not waited");
        drop(let_go);
        assert_eq!(hears.iter().collect::<Vec<_>>(), [true, true]);
        call.join().unwrap().unwrap();
        map.join().unwrap().unwrap();
    });
}

/// Who sees that a call or a map was given up sees what it captured gone: its task was dropped by
/// `terminate`, or by the one to whom it came back.
#[test]
fn what_was_captured_is_gone_when_it_is_given_up() {
    /// Has the callback say what it hears, and how many hands there are on `kept`.
    fn listen<V: Settled + 'static>(
        result: AsyncResult<V>,
        kept: &Arc<()>,
    ) -> (AsyncResult<V>, Receiver<(String, usize)>) {
        let (told, hears) = mpsc::channel();
        let kept = Arc::downgrade(kept);
        let tell = move |error: &TaskError| {
            told.send((error.to_string(), kept.strong_count())).unwrap();
        };
        (result.error_callback(tell), hears)
    }
    within(60, || {
        let (cancelled, lost) = (
            TaskError::Cancelled.to_string(),
            TaskError::Lost.to_string(),
        );
        let kept = Arc::new(());
        let captured = || Arc::clone(&kept);
        let call = |one: Arc<()>| move || drop(one);
        let function = |one: Arc<()>| move |_| drop(Arc::clone(&one));

        let pool = pool(1);
        let (_hold, let_go) = held(&pool);
        let result = pool.apply_async(call(captured())).unwrap();
        let (_result, heard) = listen(result, &kept);
        let map = pool.map_async(vec![captured(); 2], None, function(captured()));
        let (_map, map_heard) = listen(map.unwrap(), &kept);
        pool.terminate();
        drop(let_go);
        // The call goes first, and then the map has its items and its function.
        assert_eq!(heard.recv().unwrap(), (cancelled.clone(), 1 + 2 + 1));
        assert_eq!(map_heard.recv().unwrap(), (cancelled, 1));

        let closed = Pool::new(1, 1).unwrap();
        closed.close();
        let refused = closed.apply_async(call(captured())).err().unwrap();
        let (task, result) = refused.into_inner();
        let (_result, heard) = listen(result, &kept);
        drop(task);
        assert_eq!(heard.recv().unwrap(), (lost.clone(), 1));
        let refused = closed.map_async(vec![captured(); 2], None, function(captured()));
        let (task, map) = refused.err().unwrap().into_inner();
        let (_map, heard) = listen(map, &kept);
        drop(task);
        assert_eq!(heard.recv().unwrap(), (lost, 1));
    });
}

/// Closed at once, as one often writes it: the map runs to its end all the same.
#[test]
fn a_map_in_a_small_queue_may_be_closed_behind() {
    within(60, || {
        for _ in 0..200 {
            let pool = Pool::new(4, 1).unwrap();
            let map = pool.map_async(0..20, Some(1), |n| n).unwrap();
            pool.close();
            pool.join().unwrap();
            assert_eq!(all(map.get()), (0..20).collect::<Vec<_>>());
        }
    });
}

/// Input and function are gone before the result is seen, however many tasks the map has.
/// Who comes first is a race, so 500 times. (Python case 8; tokio#7825; under loom:
/// `a_map_is_settled_once`)
#[test]
fn what_a_map_captured_is_gone_when_it_returns() {
    within(60, || {
        let pool = pool(2);
        for _ in 0..500 {
            let kept = Arc::new(());
            let (captured, items) = (Arc::clone(&kept), vec![Arc::clone(&kept); 4]);
            let f = move |_| {
                let _ = &captured;
            };
            assert_eq!(all(pool.map(items, Some(1), f).unwrap()).len(), 4);
            assert_eq!(Arc::strong_count(&kept), 1);
        }
    });
}

/// Each way to hand work in, on a pool that was closed and on one that was terminated: it
/// comes back, and can be run. (Python cases 12 and 28)
#[test]
fn after_the_end_the_work_comes_back() {
    within(60, || {
        let ends: [fn(&Pool); 2] = [Pool::close, Pool::terminate];
        for end in ends {
            let pool = pool(2);
            end(&pool);
            let Err(TrySendError::Closed((task, result))) = pool.apply_async(|| 42) else {
                panic!("accepted");
            };
            task();
            assert_eq!(result.get().unwrap(), 42);
            assert!(matches!(
                pool.try_apply_async(|| 1),
                Err(TrySendError::Closed(_))
            ));
            assert!(matches!(pool.apply(|| 1), Err(TrySendError::Closed(_))));
            assert!(matches!(
                pool.map(0..3, None, |n| n),
                Err(TrySendError::Closed(_))
            ));
            assert!(matches!(
                pool.map_async(0..3, None, |n| n),
                Err(TrySendError::Closed(_))
            ));
            assert!(matches!(
                pool.starmap([(1, 2)], None, |a, b| a + b),
                Err(TrySendError::Closed(_))
            ));
            let starmap = pool.starmap_async([(1, 2)], None, |a, b| a + b);
            assert!(matches!(starmap, Err(TrySendError::Closed(_))));
            let Err(ImapError::Closed(inputs, f)) = pool.imap(2, 1..4, |n| n * 2) else {
                panic!("accepted");
            };
            assert_eq!(inputs.map(f).collect::<Vec<_>>(), [2, 4, 6]);
            let unordered = pool.imap_unordered(2, 1..4, |n| n).err().unwrap();
            assert!(matches!(unordered, ImapError::Closed(..)));
            pool.join().unwrap();
        }
    });
}

/// The whole map is what comes back. Dropped, each of its items is lost, and says so.
#[test]
fn a_refused_map_can_be_run() {
    within(60, || {
        let pool = pool(2);
        pool.close();
        let Err(TrySendError::Closed((task, result))) = pool.map_async(1..4, Some(1), |n| n * n)
        else {
            panic!("accepted");
        };
        task();
        assert_eq!(all(result.get()), [1, 4, 9]);

        let Err(TrySendError::Closed((task, result))) = pool.map_async(1..4, Some(1), |n| n) else {
            panic!("accepted");
        };
        drop(task); // nobody will run it now
        let outcomes = result.get();
        assert_eq!(outcomes.len(), 3);
        let lost = |outcome: &Result<i32, TaskError>| matches!(outcome, Err(TaskError::Lost));
        assert!(outcomes.iter().all(lost));
    });
}

/// (Python case 13)
#[test]
fn after_close_and_join_every_result_is_there() {
    within(60, || {
        let pool = pool(3);
        let submit = |n| pool.apply_async(move || n).unwrap();
        let results: Vec<_> = (0..50).map(submit).collect();
        let map = pool.map_async(0..50, None, |n| n).unwrap();
        pool.close();
        pool.join().unwrap();
        assert!(map.ready() && results.iter().all(AsyncResult::ready));
        for (n, result) in (0..).zip(results) {
            assert_eq!(result.get().unwrap(), n);
        }
        assert_eq!(all(map.get()), (0..50).collect::<Vec<_>>());
    });
}

/// (Python case 21)
#[test]
fn a_zero_timeout_looks_and_does_not_wait() {
    within(60, || {
        let pool = pool(1);
        let (running, let_go) = held(&pool);
        let pending = pool.apply_async(|| ()).unwrap();
        let running = running.get_timeout(Duration::ZERO).err().unwrap();
        assert!(!pending.wait_timeout(Duration::ZERO));
        pool.terminate();
        assert!(pending.wait_timeout(Duration::ZERO));
        let cancelled = pending.get_timeout(Duration::ZERO).ok().unwrap();
        assert!(matches!(cancelled, Err(TaskError::Cancelled)));
        drop(let_go);
        pool.join().unwrap();
        assert!(running.get_timeout(Duration::ZERO).ok().unwrap().is_ok());
    });
}

/// (Python case 22)
#[test]
fn a_waiter_wakes_when_the_call_ends_or_is_given_up() {
    within(60, || {
        let pool = pool(1);
        let (running, let_go) = held(&pool);
        let pending = pool.apply_async(|| ()).unwrap();
        let waiter = thread::spawn(move || {
            pending.wait();
            pending.successful()
        });
        pool.terminate();
        assert_eq!(waiter.join().unwrap(), Ok(false));
        let waiter = thread::spawn(move || running.get());
        drop(let_go);
        assert!(waiter.join().unwrap().is_ok());
    });
}

/// (Python case 26)
#[test]
fn every_flavour_equals_the_sequential_one() {
    within(60, || {
        let pool = pool(3);
        let square = |n: u32| n * n;
        let expected: Vec<u32> = (0..100).map(square).collect();
        assert_eq!(pool.apply(|| 7 * 7).unwrap().unwrap(), 49);
        for chunk in [None, Some(1), Some(7), Some(1_000)] {
            assert_eq!(all(pool.map(0..100, chunk, square).unwrap()), expected);
            let map = pool.map_async(0..100, chunk, square).unwrap();
            assert_eq!(all(map.get()), expected);
            let pairs: Vec<_> = (0..100).map(|n| (n, n)).collect();
            let products = pool.starmap(pairs.clone(), chunk, |a: u32, b| a * b);
            assert_eq!(all(products.unwrap()), expected);
            let products = pool.starmap_async(pairs, chunk, |a: u32, b| a * b);
            assert_eq!(all(products.unwrap().get()), expected);
            let chunk = chunk.unwrap_or(1);
            let imap = pool.imap(20, 0..100, square).unwrap().chunks(chunk);
            assert_eq!(all(imap.collect()), expected);
            let unordered = pool.imap_unordered(20, 0..100, square).unwrap();
            let mut unordered = all(unordered.chunks(chunk).collect());
            unordered.sort();
            assert_eq!(unordered, expected);
        }
    });
}

/// (Python case 27)
#[test]
fn callbacks_hear_once_the_list_or_the_first_error() {
    within(60, || {
        let pool = pool(2);
        let (told, hears) = mpsc::channel::<String>();
        let listen = |result: AsyncResult<Vec<Result<u32, TaskError>>>| {
            let (well, badly) = (told.clone(), told.clone());
            result
                .callback(move |all| well.send(format!("{all:?}")).unwrap())
                .error_callback(move |error| badly.send(error.to_string()).unwrap())
        };
        let well = listen(pool.map_async(0..4_u32, Some(1), |n| n).unwrap());
        assert_eq!(well.get().len(), 4);
        assert_eq!(hears.recv().unwrap(), "[0, 1, 2, 3]");
        let odd = |n: u32| if n % 2 == 1 { panic!("{n} is odd") } else { n };
        let badly = listen(pool.map_async(0..4_u32, Some(1), odd).unwrap());
        assert_eq!(badly.get().len(), 4);
        assert_eq!(hears.recv().unwrap(), "the task panicked: 1 is odd");
        drop(pool);
        assert_eq!(hears.try_iter().count(), 0, "heard more than once");
    });
}

/// What a single call's callbacks hear.
#[test]
fn the_callbacks_of_apply_async() {
    within(60, || {
        let pool = pool(1);
        let (told, hears) = mpsc::channel();
        let (_hold, let_go) = held(&pool);
        let (well, never) = (told.clone(), told.clone());
        let ok = pool.apply_async(|| 1).unwrap();
        let ok = ok.callback(move |n| well.send(n.to_string()).unwrap());
        let ok = ok.error_callback(move |_| never.send("never".into()).unwrap());
        let (badly, never) = (told.clone(), told.clone());
        let failed = pool.apply_async(|| -> u8 { panic!("no luck") }).unwrap();
        let failed = failed.callback(move |_| never.send("never".into()).unwrap());
        let failed = failed.error_callback(move |e| badly.send(e.message().into()).unwrap());
        drop(let_go);
        assert_eq!(ok.get().unwrap(), 1);
        assert!(failed.get().is_err());
        drop(pool);
        assert_eq!(hears.try_iter().collect::<Vec<_>>(), ["1", "no luck"]);
    });
}

/// (Python case 28: a time-out ends in time)
#[test]
fn get_with_a_timeout_hands_the_result_back() {
    within(60, || {
        let pool = pool(1);
        let (running, let_go) = held(&pool);
        let result = running.get_timeout(Duration::from_millis(10));
        let result = result.expect_err("it is held");
        drop(let_go);
        assert!(result.get().is_ok());
    });
}

/// The waiter hears it, and no item runs that had not started. (Python case 28)
#[test]
fn terminate_with_10_000_slow_tasks_queued() {
    within(60, || {
        let pool = pool(3);
        let ran = Arc::new(AtomicUsize::new(0));
        let (counts, (let_go, may_go)) = (Arc::clone(&ran), mpsc::channel::<()>());
        let may_go = Mutex::new(may_go);
        let map = pool
            .map_async(0..10_000, Some(1), move |_| {
                counts.fetch_add(1, SeqCst);
                let _ = may_go.lock().unwrap().recv(); // as slow as can be
            })
            .unwrap();
        until(|| ran.load(SeqCst) == 3);
        pool.terminate();
        drop(let_go);
        pool.join().unwrap();
        let outcomes = map.get();
        assert_eq!(outcomes.len(), 10_000);
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 3);
        assert_eq!(ran.load(SeqCst), 3);
    });
}

/// A chunk that is running ends after the item that is.
#[test]
fn terminate_ends_a_chunk() {
    within(60, || {
        let pool = pool(1);
        let (started, has_started) = mpsc::channel();
        let (let_go, may_go) = mpsc::channel::<()>();
        let may_go = Mutex::new(may_go);
        let map = pool.map_async(0..100, Some(50), move |_| {
            started.send(()).unwrap();
            let _ = may_go.lock().unwrap().recv();
        });
        has_started.recv().unwrap();
        pool.terminate();
        drop(let_go);
        let outcomes = map.unwrap().get();
        assert!(outcomes[0].is_ok());
        assert!(
            outcomes[1..]
                .iter()
                .all(|outcome| matches!(outcome, Err(TaskError::Cancelled)))
        );
        assert_eq!(outcomes.len(), 100);
    });
}

/// `join` says so if neither came first; after either it may be called again and again.
#[test]
fn join_needs_close_or_terminate() {
    within(60, || {
        let ends: [fn(&Pool); 2] = [Pool::close, Pool::terminate];
        for end in ends {
            let pool = pool(2);
            assert_eq!(pool.join(), Err(StillOpen));
            end(&pool);
            end(&pool);
            assert_eq!(pool.join(), Ok(()));
            assert_eq!(pool.join(), Ok(()));
        }
    });
}

/// `successful` is an error until the result is there.
#[test]
fn ready_and_successful() {
    within(60, || {
        let pool = pool(1);
        let (running, let_go) = held(&pool);
        assert!(!running.ready());
        assert_eq!(running.successful(), Err(NotReady));
        drop(let_go);
        running.wait();
        assert!(running.ready());
        assert_eq!(running.successful(), Ok(true));
        let failed = pool.map_async(0..3, None, |n| 1 / n).unwrap();
        failed.wait();
        assert_eq!(failed.successful(), Ok(false));
        assert_eq!(
            failed
                .get()
                .iter()
                .filter(|outcome| outcome.is_ok())
                .count(),
            2
        );
    });
}

/// Python's formula.
#[test]
fn four_chunks_for_each_worker() {
    assert_eq!(default_chunk(0, 4), 1);
    assert_eq!(default_chunk(16, 4), 1);
    assert_eq!(default_chunk(17, 4), 2);
    assert_eq!(default_chunk(10_000, 3), 834);
}

/// `map_async` takes no more inputs than its workers have at hand.
#[test]
fn map_async_takes_inputs_as_it_goes() {
    within(60, || {
        let pool = pool(2);
        let taken = Arc::new(AtomicUsize::new(0));
        let (counts, (let_go, may_go)) = (Arc::clone(&taken), mpsc::channel::<()>());
        let may_go = Mutex::new(may_go);
        let inputs = vec![0; 1_000].into_iter().inspect(move |_| {
            counts.fetch_add(1, SeqCst);
        });
        let map = pool.map_async(inputs, Some(3), move |_| {
            may_go.lock().unwrap().recv().is_ok()
        });
        let map = map.unwrap();
        until(|| taken.load(SeqCst) == 6);
        assert!(!map.wait_timeout(Duration::from_millis(20)));
        assert_eq!(
            taken.load(SeqCst),
            6,
            "two workers, a chunk of three for each"
        );
        drop(let_go);
        assert_eq!(map.get().len(), 1_000);
    });
}

/// An input that fails is the outcome of its item; what it had given before is run.
#[test]
fn an_input_that_panics() {
    within(60, || {
        let pool = pool(2);
        let inputs = vec![1, 2, 0, 4].into_iter().map(|n| 12 / n);
        let outcomes = pool.map(inputs, Some(2), |n| n).unwrap();
        assert_eq!(outcomes.len(), 4);
        assert!(matches!(outcomes[..2], [Ok(12), Ok(6)]));
        assert!(matches!(outcomes[2], Err(TaskError::Panicked(_))));
        assert!(matches!(outcomes[3], Err(TaskError::Lost)));
        // The first error is the panic, and not that one is lost.
        let inputs = vec![1, 0, 4].into_iter().map(|n| 12 / n);
        let (told, hears) = mpsc::channel();
        let map = pool.map_async(inputs, Some(2), |n| n).unwrap();
        let map = map.error_callback(move |error| {
            told.send(matches!(error, TaskError::Panicked(_))).unwrap();
        });
        assert_eq!(map.get().len(), 3);
        assert!(hears.recv().unwrap());
        assert_eq!(
            pool.apply(|| 1).unwrap().unwrap(),
            1,
            "the workers are well"
        );
    });
}

/// A map closed half-way runs to its end; a terminated one says so for each item left.
#[test]
fn imap_on_a_pool_that_ends() {
    within(60, || {
        let closed = pool(2);
        let mut imap = closed.imap(2, 0..6, |n| n).unwrap();
        assert_eq!(imap.next().unwrap().unwrap(), 0);
        closed.close();
        assert_eq!(all(imap.collect()), [1, 2, 3, 4, 5]);

        let terminated = pool(2);
        let mut imap = terminated.imap(1, 0..6, |n| n).unwrap();
        assert_eq!(imap.next().unwrap().unwrap(), 0);
        terminated.terminate();
        let left: Vec<_> = imap.collect();
        assert_eq!(left.len(), 5);
        assert!(
            left.iter()
                .all(|outcome| matches!(outcome, Err(TaskError::Cancelled)))
        );
    });
}

/// The last handle goes inside a task: nobody waits for himself.
#[test]
fn a_task_may_drop_close_terminate_and_join() {
    within(60, || {
        let (gone, is_gone) = mpsc::channel();
        let pool = Arc::new(pool(1));
        let handle = Arc::clone(&pool);
        let (let_go, may_go) = mpsc::channel::<()>();
        let task = move || {
            may_go.recv().unwrap();
            handle.close();
            handle.join().unwrap();
            handle.terminate();
            drop(handle);
            gone.send(()).unwrap();
        };
        drop(pool.apply_async(task).unwrap());
        drop(pool);
        let_go.send(()).unwrap();
        is_gone.recv().unwrap();
    });
}

/// An endless input is no error for `imap_unordered`; dropped, it takes no more.
#[test]
fn imap_unordered_over_an_endless_input() {
    within(60, || {
        let pool = pool(2);
        let some = pool.imap_unordered(4, iter::repeat(1), |n| n).unwrap();
        assert_eq!(all(some.chunks(2).take(10).collect()), [1; 10]);
    });
}

/// What was submitted and has not started is cancelled.
#[test]
fn an_imap_dropped_after_one_item_cancels_the_rest() {
    within(60, || {
        let pool = pool(1);
        let (taken, ran) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (let_go, may_go) = mpsc::channel::<()>();
        let may_go = Mutex::new(may_go);
        let (all_taken, counter) = (Arc::clone(&taken), Arc::clone(&ran));
        let inputs = (0..8).inspect(|_| {
            taken.fetch_add(1, SeqCst);
        });
        let f = move |n| {
            counter.fetch_add(1, SeqCst);
            match n {
                // So `next`, which waits for this one, has submitted the others.
                0 => until(|| all_taken.load(SeqCst) == 8),
                _ => drop(may_go.lock().unwrap().recv()),
            }
        };
        let mut imap = pool.imap(8, inputs, f).ok().unwrap();
        imap.next().unwrap().unwrap();
        drop(imap);
        drop(let_go);
        drop(pool);
        assert!(ran.load(SeqCst) <= 2, "the rest was not cancelled");
    });
}
