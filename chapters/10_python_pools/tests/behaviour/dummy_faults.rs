//! The known faults of Python's `Pool`, and what ours does in their place: each a test. And the
//! article's section 7, cell by cell.

use std::collections::HashSet;
use std::panic::panic_any;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use chapter10::Pool;
use chapter10::error::{TaskError, TrySendError};

use seam::watchdog::within;

/// A pool of one worker, which is busy until the sender is dropped.
fn busy(capacity: usize) -> (Pool, mpsc::Sender<()>) {
    let pool = Pool::new(1, capacity).unwrap();
    let (let_go, may_go) = mpsc::channel::<()>();
    let (started, has_started) = mpsc::channel();
    let task = move || {
        started.send(()).unwrap();
        let _ = may_go.recv();
    };
    drop(pool.apply_async(task).unwrap());
    has_started.recv().unwrap();
    (pool, let_go)
}

/// Python's queue takes 100,000 tasks behind one worker (gh-73781).
#[test]
fn the_queue_is_bounded() {
    within(60, || {
        let (pool, let_go) = busy(3);
        let mut accepted = 0;
        let full = loop {
            match pool.try_apply_async(|| 1) {
                Ok(result) => drop(result),
                Err(refused) => break refused,
            }
            accepted += 1;
        };
        assert_eq!(accepted, 3);
        let TrySendError::Full((task, result)) = full else {
            panic!("it is open");
        };
        task(); // it is ours again
        assert_eq!(result.get().unwrap(), 1);
        drop(let_go);
    });
}

/// Python's `imap` takes the whole input (gh-74028, gh-64192).
#[test]
fn imap_is_never_further_ahead_than_its_buffer() {
    within(60, || {
        let pool = Pool::new(2, 16).unwrap();
        for chunk in [1, 3] {
            let taken = Arc::new(AtomicUsize::new(0));
            let counts = Arc::clone(&taken);
            let inputs = (0..100).inspect(move |_| {
                counts.fetch_add(1, SeqCst);
            });
            let mut imap = pool.imap(6, inputs, |n| n).unwrap().chunks(chunk);
            assert_eq!(taken.load(SeqCst), 0, "nobody has asked yet");
            for had in 0..100 {
                imap.next().unwrap().unwrap();
                // The one just handed out was still counted when inputs were taken.
                assert!(taken.load(SeqCst) <= had + 6);
            }
            assert_eq!(imap.count(), 0);
        }
    });
}

/// In Python nobody ever hears of them (gh-126743).
#[test]
fn a_result_never_hangs_after_terminate() {
    within(60, || {
        let (pool, let_go) = busy(8);
        let call = pool.apply_async(|| 1).unwrap();
        let map = pool.map_async(0..100, None, |n| n).unwrap();
        let (told, hears) = mpsc::channel();
        let call = call.error_callback(move |error| told.send(error.to_string()).unwrap());
        pool.terminate();
        assert!(matches!(call.get(), Err(TaskError::Cancelled)));
        let outcomes = map.get();
        assert_eq!(outcomes.len(), 100);
        assert!(
            outcomes
                .iter()
                .all(|outcome| matches!(outcome, Err(TaskError::Cancelled)))
        );
        assert_eq!(
            hears.try_iter().collect::<Vec<_>>(),
            ["the task was cancelled"]
        );
        drop(let_go);
    });
}

/// In Python it ends the thread that hands out results, and everybody waits for ever
/// (gh-83371).
#[test]
fn a_failing_callback_harms_nobody() {
    within(60, || {
        let pool = Pool::new(1, 8).unwrap();
        let one = pool.apply_async(|| 1).unwrap();
        let one = one.callback(|_| panic!("a callback that fails"));
        let none = pool.apply_async(|| -> u8 { panic!("no luck") }).unwrap();
        let none = none.error_callback(|_| panic!("another one"));
        let list = pool.map_async(0..9, None, |n| n).unwrap();
        let list = list.callback(|_| panic!("a third one"));
        assert_eq!(one.get().unwrap(), 1);
        assert!(none.get().is_err());
        assert_eq!(list.get().len(), 9);
        assert_eq!(pool.apply(|| 2).unwrap().unwrap(), 2);
    });
}

/// In Python a `SystemExit` in a task hangs `get`. Here any panic is an outcome, whatever it
/// carries.
#[test]
fn every_panic_is_delivered() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    within(60, || {
        let pool = Pool::new(1, 8).unwrap();
        let outcome = pool.apply(|| -> u8 { panic_any(1.5_f64) }).unwrap();
        let Err(TaskError::Panicked(payload)) = outcome else {
            panic!("it has panicked");
        };
        assert_eq!(payload.downcast_ref(), Some(&1.5_f64));
        // The worker is held until the result is dropped: else the bomb might be in it, and ours.
        let (pool, let_go) = busy(8);
        drop(pool.apply_async(|| panic_any(Bomb)).unwrap());
        drop(let_go);
        assert_eq!(pool.apply(|| 2).unwrap().unwrap(), 2);
    });
}

/// Python drops everything that is behind it in its chunk.
#[test]
fn an_item_that_fails_takes_nothing_from_its_chunk() {
    within(60, || {
        let pool = Pool::new(2, 8).unwrap();
        let f = |n: i32| if n == 1 { panic!("no luck") } else { n };
        let failed = |outcomes: Vec<Result<i32, TaskError>>| -> Vec<bool> {
            outcomes.iter().map(Result::is_err).collect()
        };
        let expected = [false, true, false, false, false];
        assert_eq!(failed(pool.map(0..5, Some(4), f).unwrap()), expected);
        let imap = pool.imap(5, 0..5, f).unwrap().chunks(4);
        assert_eq!(failed(imap.collect()), expected);
        let unordered = pool.imap_unordered(5, 0..5, f).unwrap().chunks(4);
        assert_eq!(unordered.filter(Result::is_err).count(), 1);
    });
}

/// Python's documentation warns of it (gh-141617). Each flavour, on a pool of one worker.
#[test]
fn a_task_may_wait_for_its_own_pool() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 16).unwrap());
        let inner = Arc::clone(&pool);
        let outer = pool.apply_async(move || {
            let one = inner.apply(|| 1).unwrap().unwrap();
            let two = inner.apply_async(|| 2).unwrap().get().unwrap();
            let map = inner.map(0..9, Some(2), |n| n).unwrap();
            let map_async = inner.map_async(0..9, None, |n| n).unwrap().get();
            let imap = inner.imap(3, 0..9, |n| n).unwrap().chunks(2);
            let unordered = inner.imap_unordered(3, 0..9, |n| n).unwrap();
            let nested = Arc::clone(&inner);
            let deeper = inner.map(0..3, None, move |n| {
                nested.apply(move || n).unwrap().unwrap()
            });
            let sum = |list: Vec<Result<i32, TaskError>>| {
                list.into_iter().map(Result::unwrap).sum::<i32>()
            };
            let lists = [
                map,
                map_async,
                imap.collect(),
                unordered.collect(),
                deeper.unwrap(),
            ];
            one + two + lists.into_iter().map(sum).sum::<i32>()
        });
        assert_eq!(outer.unwrap().get().unwrap(), 1 + 2 + 4 * 36 + 3);
    });
}

/// `wait` helps as `get` does. What has a limit runs nothing.
#[test]
fn a_wait_with_a_limit_does_not_help() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 4).unwrap());
        let inner = Arc::clone(&pool);
        let outer = pool.apply_async(move || {
            let call = inner.apply_async(|| 1).unwrap();
            assert!(!call.wait_timeout(Duration::ZERO));
            let call = call.get_timeout(Duration::ZERO).unwrap_err();
            assert!(!call.ready(), "it ran");
            call.wait();
            call.get().unwrap()
        });
        assert_eq!(outer.unwrap().get().unwrap(), 1);
    });
}

/// One worker is in the first item, which waits for the second; the other one, a task, waits for the
/// map. So it takes part: nobody else is left.
#[test]
fn a_task_that_waits_for_a_map_takes_part() {
    within(60, || {
        let pool = Arc::new(Pool::new(2, 4).unwrap());
        let inner = Arc::clone(&pool);
        let outer = pool.apply_async(move || {
            let (started, has_started) = mpsc::channel();
            let (tell, told) = mpsc::channel();
            let told = Mutex::new(told);
            let map = inner.map_async(0..2, Some(1), move |n| match n {
                0 => {
                    started.send(()).unwrap();
                    told.lock().unwrap().recv().unwrap()
                }
                n => {
                    tell.send(n).unwrap();
                    n
                }
            });
            has_started.recv().unwrap();
            map.unwrap()
                .get()
                .into_iter()
                .map(Result::unwrap)
                .sum::<i32>()
        });
        assert_eq!(outer.unwrap().get().unwrap(), 2);
    });
}

/// Two tasks, two workers. The first waits for the second, which waits for any of several: nobody
/// else can go on, so the second runs them itself. It has to know that the first one sleeps.
#[test]
fn who_waits_for_a_result_is_seen_to_sleep() {
    for waits_before_it_gets in [false, true] {
        within(60, move || {
            let pool = Arc::new(Pool::new(2, 8).unwrap());
            let (started, has_started) = mpsc::channel();
            let (waiting, is_waiting) = mpsc::channel();
            let inner = Arc::clone(&pool);
            let second = pool.apply_async(move || {
                started.send(()).unwrap();
                is_waiting.recv().unwrap();
                let any = inner.imap_unordered(2, 0..4, |n| n).unwrap();
                any.map(Result::unwrap).sum::<i32>()
            });
            has_started.recv().unwrap();
            let first = pool.apply_async(move || {
                waiting.send(()).unwrap();
                let second = second.unwrap();
                if waits_before_it_gets {
                    second.wait();
                }
                second.get().unwrap()
            });
            assert_eq!(first.unwrap().get().unwrap(), 6);
        });
    }
}

/// With the queue full the caller, a worker, does the map; `map_async` says so and hands it
/// back.
#[test]
fn a_map_in_a_task_of_a_full_pool() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let inner = Arc::clone(&pool);
        let outer = pool.apply_async(move || {
            let filler = inner.try_apply_async(|| ()).unwrap();
            let map = inner.map(0..3, Some(1), |n| n).unwrap();
            let Err(TrySendError::Full((task, result))) = inner.map_async(0..3, None, |n| n) else {
                panic!("it is full");
            };
            task();
            drop(filler);
            map.len() + result.get().len()
        });
        assert_eq!(outer.unwrap().get().unwrap(), 6);
    });
}

/// Leaving Python's `with Pool() as pool:` terminates, and what is pending is gone (gh-74140).
#[test]
fn drop_drains() {
    within(60, || {
        let ran = Arc::new(AtomicUsize::new(0));
        let pool = Pool::new(2, 16).unwrap();
        for _ in 0..10 {
            let ran = Arc::clone(&ran);
            drop(pool.apply_async(move || ran.fetch_add(1, SeqCst)).unwrap());
        }
        let counts = Arc::clone(&ran);
        drop(
            pool.map_async(0..50, None, move |_| counts.fetch_add(1, SeqCst))
                .unwrap(),
        );
        drop(pool);
        assert_eq!(ran.load(SeqCst), 60);
        assert_eq!(Arc::strong_count(&ran), 1, "a thread is left");
    });
}

/// Errors nobody looks at vanish in Python (gh-120508). Here the type says that there is one
/// to look at, and the panic hook has told of it on the worker.
#[test]
fn the_hook_hears_of_every_panic() {
    within(60, || {
        let (told, hears) = mpsc::channel();
        let told = Mutex::new(told);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if info.payload().downcast_ref::<&str>() == Some(&"nobody looks at this") {
                let name = thread::current().name().unwrap().to_owned();
                told.lock().unwrap().send(name).unwrap();
            }
            before(info);
        }));
        let pool = Pool::new(1, 1).unwrap();
        drop(pool.apply_async(|| panic!("nobody looks at this")).unwrap());
        assert_eq!(hears.recv().unwrap(), "worker-0");
    });
}

/// Section 7 of the article, "API design": it mirrors `multiprocessing.Pool`.
#[test]
fn section_7_dummy_api_design() {
    within(60, || {
        let pool = Pool::new(4, 16).unwrap();
        assert_eq!(pool.apply(|| 3).unwrap().unwrap(), 3);
        let waited = pool
            .map(vec![1, 2, 3, 4], None, |n| format!("Waited {n}s"))
            .unwrap();
        let waited: Vec<String> = waited.into_iter().map(Result::unwrap).collect();
        assert_eq!(waited, ["Waited 1s", "Waited 2s", "Waited 3s", "Waited 4s"]);
        pool.close();
        pool.join().unwrap();
    });
}

/// Section 7 of the article, "Error handling": errors may be silently ignored in `map`. Here
/// each is an outcome, at its place, and the compiler asks what is to become of it.
#[test]
fn section_7_dummy_no_error_is_ignored_in_map() {
    within(60, || {
        let pool = Pool::new(2, 4).unwrap();
        let outcomes = pool.map(0..4, Some(2), |n| {
            if n % 2 == 0 { n } else { panic!("odd: {n}") }
        });
        let said: HashSet<String> = outcomes
            .unwrap()
            .into_iter()
            .filter_map(Result::err)
            .map(|e| e.message().to_owned())
            .collect();
        assert_eq!(
            said,
            HashSet::from(["odd: 1".to_owned(), "odd: 3".to_owned()])
        );
    });
}

/// Section 7 of the article, "Cancellation": limited. `terminate` cancels all that has not
/// started; there is no way to cancel one call.
#[test]
fn section_7_dummy_cancels_all_or_nothing() {
    within(60, || {
        let (pool, let_go) = busy(4);
        let results = [1, 2, 3].map(|n| pool.apply_async(move || n).unwrap());
        pool.terminate();
        for result in results {
            assert!(matches!(result.get(), Err(TaskError::Cancelled)));
        }
        drop(let_go);
    });
}
