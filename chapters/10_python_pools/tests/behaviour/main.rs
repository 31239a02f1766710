//! What `ThreadPoolExecutor` does, one behaviour a test. Many are Python's own cases.

mod dummy;
mod dummy_faults;
mod foreign;
mod properties;
mod properties_dummy;
mod python;
mod spawn_fails;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;

use std::collections::HashSet;
use std::error::Error;
use std::fmt;
use std::panic::{self, panic_any};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use chapter10::builder::DEFAULT_CAPACITY;
use chapter10::dummy::StillOpen;
use chapter10::dummy_imap::ImapError;
use chapter10::error::{BuildError, TaskError, TrySendError};
use chapter10::lazy_workers::LazyWorkers;
use chapter10::{
    BrokenThreadPool, Completion, Future, NotReady, Pending, Submit, SubmitError, SubmitTask,
    ThreadPoolExecutor, Wait, When, Why, as_completed, wait,
};

use seam::watchdog::within;

fn executor(max_workers: usize) -> ThreadPoolExecutor {
    let builder = ThreadPoolExecutor::builder().max_workers(max_workers);
    builder.build().unwrap()
}

/// A task that has started and runs until it is let go.
fn held(executor: &ThreadPoolExecutor) -> (Future<()>, Sender<()>) {
    let (let_go, may_go) = mpsc::channel::<()>();
    let (started, has_started) = mpsc::channel();
    let task = move || {
        started.send(()).unwrap();
        let _ = may_go.recv(); // or the sender is gone
    };
    let future = executor.submit(task).unwrap();
    has_started.recv().unwrap();
    (future, let_go)
}

fn until(condition: impl Fn() -> bool) {
    while !condition() {
        thread::yield_now();
    }
}

/// (Python case 1)
#[test]
fn submit_of_2_to_the_8_gives_256() {
    within(60, || {
        let executor = executor(2);
        let future = executor.submit(|| 2_u32.pow(8)).unwrap();
        assert_eq!(future.result().unwrap(), 256);
    });
}

/// (Python case 2)
#[test]
fn map_equals_the_sequential_map() {
    within(60, || {
        let executor = executor(3);
        let inputs = || (0..10_u32).zip(2..12_u32);
        let sequential: Vec<u32> = inputs().map(|(a, b)| a * b).collect();
        for chunksize in [1, 3] {
            let map = executor.map(6, inputs(), |(a, b)| a * b).unwrap();
            let pooled: Result<Vec<_>, _> = map.chunks(chunksize).collect();
            assert_eq!(pooled.unwrap(), sequential);
        }
    });
}

/// Ours goes on behind the item that failed. (Python case 3)
#[test]
fn map_gives_the_error_at_its_place() {
    within(60, || {
        let executor = executor(2);
        let divide = |n: u32| 10 / (2 - n.min(2)).max(if n == 2 { 0 } else { 1 });
        let outcomes: Vec<_> = executor.map(4, 0..4, divide).unwrap().collect();
        let failed: Vec<_> = outcomes.iter().map(Result::is_err).collect();
        assert_eq!(failed, [false, false, true, false]);
    });
}

/// (Python case 4)
#[test]
fn a_map_dropped_after_one_item_cancels_the_rest() {
    within(60, || {
        let executor = executor(1);
        let (taken, ran) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (let_go, may_go) = mpsc::channel::<()>();
        let may_go = Mutex::new(may_go);
        let (all_taken, counter) = (Arc::clone(&taken), Arc::clone(&ran));
        let inputs = (0..8).inspect(|_| {
            taken.fetch_add(1, SeqCst);
        });
        let mut map = executor
            .map(8, inputs, move |n| {
                counter.fetch_add(1, SeqCst);
                match n {
                    // So `next`, which waits for this one, has submitted the others.
                    0 => until(|| all_taken.load(SeqCst) == 8),
                    _ => drop(may_go.lock().unwrap().recv()),
                }
            })
            .unwrap();
        map.next().unwrap().unwrap();
        drop(map);
        drop(let_go);
        executor.shutdown(Wait::Yes, Pending::Run);
        assert!(ran.load(SeqCst) <= 2, "the rest was not cancelled");
    });
}

/// (Python case 5)
#[test]
fn every_buffer_gives_the_same_results() {
    within(60, || {
        let executor = executor(2);
        let error = executor.map(0, 0..3, |n| n).err().unwrap();
        assert!(matches!(error, BuildError::ZeroCapacity));
        for buffer in [1, 2, 10, 20] {
            let results: Result<Vec<_>, _> =
                executor.map(buffer, 0..10, |n| n * n).unwrap().collect();
            assert_eq!(results.unwrap(), (0..10).map(|n| n * n).collect::<Vec<_>>());
        }
        let first: Result<Vec<u64>, _> = executor.map(2, 0.., |n| n).unwrap().take(3).collect();
        assert_eq!(first.unwrap(), [0, 1, 2]);
    });
}

/// (Python case 6)
#[test]
fn empty_input_gives_empty_output() {
    within(60, || {
        let executor = executor(2);
        assert_eq!(executor.map(2, 0..0, |n| n).unwrap().count(), 0);
        assert_eq!(executor.map_unordered(2, 0..0, |n| n).unwrap().count(), 0);
        assert_eq!(as_completed(Vec::<Future<()>>::new()).count(), 0);
        assert_eq!(executor.started(), 0, "no task, no thread");
    });
}

/// (Python case 7)
#[test]
fn one_task_more_than_workers() {
    within(60, || {
        for _ in 0..50 {
            let executor = executor(4);
            for _ in 0..5 {
                drop(executor.submit(|| ()).unwrap());
            }
            executor.shutdown(Wait::Yes, Pending::Run);
        }
    });
}

/// (Python case 8)
#[test]
fn captures_are_dropped_though_nobody_keeps_the_future() {
    within(60, || {
        let executor = executor(1);
        let held = Arc::new(());
        let captured = Arc::clone(&held);
        drop(
            executor
                .submit(move || drop(Arc::clone(&captured)))
                .unwrap(),
        );
        until(|| Arc::strong_count(&held) == 1);
    });
}

/// (Python case 9)
#[test]
fn zero_workers_or_zero_capacity_is_an_error() {
    let none = ThreadPoolExecutor::builder().max_workers(0).build();
    assert!(matches!(none.err(), Some(BuildError::ZeroWorkers)));
    let no_room = ThreadPoolExecutor::builder().capacity(0).build();
    assert!(matches!(no_room.err(), Some(BuildError::ZeroCapacity)));
}

/// (Python case 10)
#[test]
fn sixty_blocked_tasks_make_four_threads() {
    within(60, || {
        let executor = executor(4);
        let (let_go, may_go) = mpsc::channel::<()>();
        let may_go = Arc::new(Mutex::new(may_go));
        for _ in 0..15 * 4 {
            let may_go = Arc::clone(&may_go);
            drop(
                executor
                    .submit(move || may_go.lock().unwrap().recv().is_ok())
                    .unwrap(),
            );
        }
        assert_eq!(executor.started(), 4);
        drop(let_go);
    });
}

/// Four more than there are cores, and not more than 32.
#[test]
fn without_a_number_there_are_as_many_threads_as_in_python() {
    within(60, || {
        let cores = thread::available_parallelism().map_or(1, Into::into);
        let executor = ThreadPoolExecutor::builder().build().unwrap();
        let gate = Arc::new(RwLock::new(()));
        let closed = gate.write().unwrap();
        for _ in 0..40 {
            let gate = Arc::clone(&gate);
            drop(executor.submit(move || drop(gate.read())).unwrap());
        }
        assert_eq!(executor.started(), 32.min(cores + 4));
        drop(closed);
    });
}

/// (Python case 11)
#[test]
fn an_idle_thread_is_used_again() {
    within(60, || {
        let executor = executor(10);
        assert_eq!(executor.started(), 0, "threads start when they are needed");
        for _ in 0..3 {
            executor.submit(|| ()).unwrap().result().unwrap();
            until(|| executor.idle() == 1);
        }
        assert_eq!(executor.started(), 1);
    });
}

/// (Python case 12)
#[test]
fn after_shutdown_the_task_comes_back() {
    within(60, || {
        let executor = executor(1);
        executor.shutdown(Wait::Yes, Pending::Run);
        let refused = executor.submit(|| 42).err().unwrap();
        assert!(matches!(refused.why, Why::Closed));
        (refused.task)();
        assert_eq!(refused.future.result().unwrap(), 42);
        // So does a map's.
        let refused = SubmitTask::submit(&executor, || 42).err().unwrap();
        assert!(matches!(refused, TrySendError::Closed(_)));
        let (task, future) = refused.into_inner();
        task();
        assert_eq!(future.result().unwrap(), 42);
    });
}

/// (Python case 13)
#[test]
fn after_the_shutdown_every_result_is_there() {
    within(60, || {
        let executor = executor(3);
        let futures: Vec<_> = (0..50)
            .map(|n| executor.submit(move || n).unwrap())
            .collect();
        executor.shutdown(Wait::Yes, Pending::Run);
        for (n, future) in (0..).zip(futures) {
            assert!(future.done());
            assert_eq!(future.result().unwrap(), n);
        }
    });
}

/// (Python case 14)
#[test]
fn shutdown_may_cancel_what_is_pending() {
    within(60, || {
        let executor = executor(2);
        let holds = [held(&executor), held(&executor)];
        let futures: Vec<_> = (0..48)
            .map(|n| executor.submit(move || n).unwrap())
            .collect();
        executor.shutdown(Wait::No, Pending::Cancel);
        assert!(futures.iter().all(Future::cancelled));
        for (future, let_go) in holds {
            drop(let_go);
            future.result().unwrap();
        }
        executor.shutdown(Wait::Yes, Pending::Cancel); // once more changes nothing
        // What was cancelled is not counted any more: in the end nobody has anything to do.
        assert_eq!((executor.started(), executor.idle()), (2, 2));
    });
}

/// It cancels first and waits second: what is pending is not waited for.
#[test]
fn shutdown_cancels_before_it_waits() {
    within(60, || {
        let executor = Arc::new(executor(1));
        let (_hold, let_go) = held(&executor);
        let pending = executor.submit(|| ()).unwrap();
        let same = Arc::clone(&executor);
        let waits = thread::spawn(move || same.shutdown(Wait::Yes, Pending::Cancel));
        assert!(matches!(pending.result(), Err(TaskError::Cancelled)));
        drop(let_go); // not before
        waits.join().unwrap();
    });
}

/// Differs: dropping the executor waits all the same. (Python case 15)
#[test]
fn shutdown_without_waiting_leaves_the_task_running() {
    within(60, || {
        let executor = executor(1);
        let (future, let_go) = held(&executor);
        executor.shutdown(Wait::No, Pending::Run);
        assert!(future.running());
        drop(let_go);
        future.result().unwrap();
    });
}

/// (Python case 16)
#[test]
fn cancel_then_shutdown() {
    within(60, || {
        let executor = executor(1);
        let (_running, let_go) = held(&executor);
        let pending = executor.submit(|| ()).unwrap();
        assert!(pending.cancel());
        drop(let_go);
        executor.shutdown(Wait::Yes, Pending::Run);
    });
}

/// (Python case 17)
#[test]
fn drop_is_the_end_of_with() {
    within(60, || {
        let executor = executor(5);
        let ran = Arc::new(AtomicUsize::new(0));
        for _ in 0..20 {
            let ran = Arc::clone(&ran);
            drop(executor.submit(move || ran.fetch_add(1, SeqCst)).unwrap());
        }
        drop(executor);
        assert_eq!(ran.load(SeqCst), 20);
        assert_eq!(Arc::strong_count(&ran), 1, "a thread is left");
    });
}

/// (Python case 18)
#[test]
fn threads_are_named() {
    within(60, || {
        let name_on = |executor: &ThreadPoolExecutor| {
            let name = || thread::current().name().unwrap().to_owned();
            executor.submit(name).unwrap().result().unwrap()
        };
        let named = ThreadPoolExecutor::builder().thread_name_prefix("fetch");
        assert_eq!(name_on(&named.build().unwrap()), "fetch_0");
        let (one, other) = (name_on(&executor(1)), name_on(&executor(1)));
        assert!(
            one.starts_with("ThreadPoolExecutor-") && one.ends_with("_0"),
            "{one}"
        );
        assert_ne!(one, other);
    });
}

/// (Python case 19)
#[test]
fn callbacks_see_what_became_of_the_task() {
    within(60, || {
        let executor = executor(1);
        let (_hold, let_go) = held(&executor);
        let (told, hears) = mpsc::channel();
        let listen = |future: &mut Future<()>| {
            let told = told.clone();
            future.add_done_callback(|_| panic!("a callback that fails"));
            future.add_done_callback(move |outcome| {
                let what = outcome
                    .as_ref()
                    .err()
                    .map_or("ok".into(), ToString::to_string);
                told.send(what).unwrap();
            });
        };
        let mut ok = executor.submit(|| ()).unwrap();
        let mut failed = executor.submit(|| panic!("no luck")).unwrap();
        let mut cancelled = executor.submit(|| ()).unwrap();
        listen(&mut ok);
        listen(&mut failed);
        listen(&mut cancelled);
        cancelled.cancel();
        drop(let_go);
        executor.shutdown(Wait::Yes, Pending::Run);
        listen(&mut ok); // it is done: now
        let heard: Vec<_> = hears.try_iter().collect();
        let expected = [
            "the task was cancelled",
            "ok",
            "the task panicked: no luck",
            "ok",
        ];
        assert_eq!(heard, expected);
    });
}

/// Differs: the second `cancel` says `false`, since the first did it. (Python case 20)
#[test]
fn the_truth_table_of_cancel() {
    within(60, || {
        let executor = executor(1);
        let table = |future: &Future<()>| (future.running(), future.done(), future.cancelled());
        let (running, let_go) = held(&executor);
        let pending = executor.submit(|| ()).unwrap();
        assert_eq!(table(&running), (true, false, false));
        assert_eq!(table(&pending), (false, false, false));
        assert!(!running.cancel());
        assert!(pending.cancel());
        assert!(!pending.cancel());
        assert_eq!(table(&pending), (false, true, true));
        drop(let_go);
        executor.shutdown(Wait::Yes, Pending::Run);
        assert!(!running.cancel());
        assert_eq!(table(&running), (false, true, false));
    });
}

/// (Python case 21)
#[test]
fn a_zero_timeout_looks_and_does_not_wait() {
    within(60, || {
        let executor = executor(1);
        let (running, let_go) = held(&executor);
        let pending = executor.submit(|| ()).unwrap();
        let running = running.result_timeout(Duration::ZERO).err().unwrap();
        let pending = pending.result_timeout(Duration::ZERO).err().unwrap();
        pending.cancel();
        let cancelled = pending.result_timeout(Duration::ZERO).ok().unwrap();
        assert!(matches!(cancelled, Err(TaskError::Cancelled)));
        drop(let_go);
        executor.shutdown(Wait::Yes, Pending::Run);
        assert!(running.result_timeout(Duration::ZERO).ok().unwrap().is_ok());
    });
}

/// (Python case 22)
#[test]
fn a_waiter_wakes_when_the_task_ends_or_is_cancelled() {
    within(60, || {
        let executor = executor(1);
        let (running, let_go) = held(&executor);
        let pending = Arc::new(executor.submit(|| ()).unwrap());
        let waiter = {
            let pending = Arc::clone(&pending);
            thread::spawn(move || pending.error())
        };
        assert!(pending.cancel());
        assert!(waiter.join().unwrap().is_some());
        let waiter = thread::spawn(move || running.result());
        drop(let_go);
        assert!(waiter.join().unwrap().is_ok());
    });
}

/// A second setting does not compile: `chapter5::future::Promise::settle` has the example.
/// What can be seen here: of two that race to settle a future, cancel and the worker, the
/// first one has settled it for good. (Python case 23)
#[test]
fn a_result_is_set_once() {
    within(60, || {
        let executor = executor(1);
        let (_hold, let_go) = held(&executor);
        let ran = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ran);
        let future = executor.submit(move || flag.store(true, SeqCst)).unwrap();
        assert!(future.cancel());
        drop(let_go);
        executor.shutdown(Wait::Yes, Pending::Run); // the worker has come by it
        assert!(!ran.load(SeqCst));
        assert!(matches!(future.result(), Err(TaskError::Cancelled)));
    });
}

/// (Python case 24)
#[test]
fn wait_for_the_first_the_first_failure_or_all() {
    within(60, || {
        let executor = executor(3);
        let (slow, let_go) = held(&executor);
        let fast = executor.submit(|| ()).unwrap();
        let first = wait([slow, fast], When::FirstCompleted, None);
        assert_eq!((first.done.len(), first.not_done.len()), (1, 1));

        let failing = executor.submit(|| panic!("no luck")).unwrap();
        let futures = first.not_done.into_iter().chain([failing]);
        let failed = wait(futures, When::FirstException, None);
        assert_eq!((failed.done.len(), failed.not_done.len()), (1, 1));

        let in_time = wait(failed.not_done, When::AllCompleted, Some(Duration::ZERO));
        assert_eq!((in_time.done.len(), in_time.not_done.len()), (0, 1));
        drop(let_go);
        let all = wait(in_time.not_done, When::AllCompleted, None);
        assert_eq!((all.done.len(), all.not_done.len()), (1, 0));
    });
}

/// An initializer that waits to be told, and then fails.
fn fails_when_told(may_fail: Receiver<()>) -> ThreadPoolExecutor {
    let may_fail = Mutex::new(may_fail);
    ThreadPoolExecutor::builder()
        .max_workers(1)
        .initializer(move || {
            let _ = may_fail.lock().unwrap().recv();
            Err("no database".into())
        })
        .build()
        .unwrap()
}

/// (Python case 25)
#[test]
fn a_failing_initializer_breaks_the_pool() {
    within(60, || {
        let (fail, may_fail) = mpsc::channel();
        let executor = fails_when_told(may_fail);
        let pending: Vec<_> = (0..3)
            .map(|n| executor.submit(move || n).unwrap())
            .collect();
        fail.send(()).unwrap();
        for future in pending {
            match future.result() {
                Err(TaskError::Broken(why)) => assert_eq!(why, "no database"),
                other => panic!("{other:?}"),
            }
        }
        let refused = executor.submit(|| 1).err().unwrap();
        assert_eq!(
            refused.to_string(),
            "refused: a thread initializer failed: no database"
        );
        let mapped = executor.map(2, 0..2, |n| n).unwrap();
        assert!(
            mapped
                .into_iter()
                .all(|outcome| matches!(outcome, Err(TaskError::Broken(_))))
        );
        // What was pending is not counted any more, nor what was refused.
        executor.shutdown(Wait::Yes, Pending::Run);
        assert_eq!((executor.started(), executor.idle()), (1, 1));
    });
}

/// (Python case 25)
#[test]
fn a_panicking_initializer_breaks_the_pool() {
    within(60, || {
        let builder = ThreadPoolExecutor::builder().initializer(|| panic!("no luck"));
        let executor = builder.build().unwrap();
        let said = match executor.submit(|| ()) {
            Ok(future) => future.error().unwrap(),
            Err(refused) => refused.to_string(),
        };
        assert!(said.contains("no luck"), "{said}");
    });
}

/// Whatever an initializer fails with, and whatever its text or its destructor does: the pool is
/// broken, and says so to what is pending.
#[test]
fn an_initializer_may_fail_with_a_bomb() {
    /// Its destructor panics with its like.
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic_any(Bomb);
        }
    }
    /// An error that cannot be told.
    #[derive(Debug)]
    struct NoText;
    impl fmt::Display for NoText {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("no text");
        }
    }
    impl Error for NoText {}
    let fails_with = |initializer: fn() -> Result<(), Box<dyn Error + Send + Sync>>, why: &str| {
        let builder = ThreadPoolExecutor::builder().initializer(initializer);
        let executor = builder.build().unwrap();
        let said = match executor.submit(|| ()) {
            Ok(future) => future.error().unwrap(),
            Err(refused) => refused.to_string(),
        };
        assert!(said.ends_with(why), "{said}");
    };
    within(60, move || {
        fails_with(|| panic_any(Bomb), "a panic without text");
        fails_with(|| Err(NoText.into()), "no text");
    });
}

#[test]
fn the_initializer_runs_once_on_each_thread() {
    within(60, || {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&seen);
        let builder = ThreadPoolExecutor::builder()
            .max_workers(3)
            .initializer(move || {
                list.lock().unwrap().push(thread::current().id());
                Ok(())
            });
        let executor = builder.build().unwrap();
        let holds: Vec<_> = (0..3).map(|_| held(&executor)).collect();
        drop(holds);
        drop(executor);
        let seen = seen.lock().unwrap();
        assert_eq!(seen.len(), 3);
        assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 3);
    });
}

/// Two threads may fail to begin, each for its own reason, while others ask why: the answer does
/// not change.
#[test]
fn the_first_reason_stays() {
    let workers = LazyWorkers::new(2, "worker".into());
    let broken = |why: &str| BrokenThreadPool { why: why.into() };
    for why in ["first", "second"] {
        workers.fail(broken(why));
        assert_eq!(workers.broken(), Some(broken("first")));
    }
}

/// What an error says, and what is behind it.
#[test]
fn errors_say_what_is_wrong() {
    let broken = || BrokenThreadPool {
        why: "no luck".into(),
    };
    let says = "a thread initializer failed: no luck";
    assert_eq!(broken().to_string(), says);
    let spawn = || Why::Spawn(std::io::Error::other("no more threads"));
    for (why, says, behind) in [
        (Why::Full, "the queue is full", None),
        (Why::Closed, "the executor is shut down", None),
        (Why::Broken(broken()), says, Some(says)),
        (
            spawn(),
            "the system refused a worker thread",
            Some("no more threads"),
        ),
    ] {
        let task = Box::new(|| ());
        let error = SubmitError {
            why,
            task,
            future: (),
        };
        assert_eq!(error.to_string(), format!("refused: {says}"));
        let source = error.source().map(ToString::to_string);
        assert_eq!(source.as_deref(), behind);
        assert_eq!(
            format!("{error:?}"),
            format!("SubmitError({:?})", error.why)
        );
    }
    for (error, says, name) in [
        (
            ImapError::ZeroBuffer((), ()),
            "a buffer needs room for at least one item",
            "ZeroBuffer(..)",
        ),
        (
            ImapError::Closed((), ()),
            "refused: the pool is closed",
            "Closed(..)",
        ),
    ] {
        assert_eq!(
            (error.to_string(), format!("{error:?}")),
            (says.into(), name.into())
        );
    }
    assert_eq!(NotReady.to_string(), "the result is not ready");
    let open = "the pool is still open: close or terminate it first";
    assert_eq!(StillOpen.to_string(), open);
}

/// One time-out for all of it, and not one for each item: they come one every ten milliseconds.
#[test]
fn the_time_of_a_map_is_for_all_of_it() {
    within(60, || {
        let executor = executor(1);
        let in_time = executor.within(Duration::from_millis(50));
        let slow = |_| std::thread::sleep(Duration::from_millis(10));
        let mut outcomes = in_time.map(4, 0..300, slow).unwrap();
        let gave_up = outcomes.any(|outcome| matches!(outcome, Err(TaskError::TimedOut)));
        assert!(gave_up, "it waited for each, and so for three seconds");
    });
}

/// As many tasks may wait as it says, if nobody says how many.
#[test]
fn without_a_number_so_many_tasks_may_wait() {
    within(60, || {
        let executor = executor(1);
        let (_hold, let_go) = held(&executor);
        let room = std::iter::repeat_with(|| executor.try_submit(|| ())).take_while(Result::is_ok);
        assert_eq!(room.count(), DEFAULT_CAPACITY);
        drop(let_go);
    });
}

#[test]
fn a_map_gives_up_in_time() {
    within(60, || {
        let executor = executor(1);
        let (_hold, let_go) = held(&executor);
        let ran = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ran);
        let in_time = executor.within(Duration::from_millis(20));
        let map = in_time
            .map(4, 0..6, move |_| flag.store(true, SeqCst))
            .unwrap();
        let outcomes: Vec<_> = map.collect();
        assert_eq!(outcomes.len(), 6);
        assert!(
            outcomes
                .iter()
                .all(|outcome| matches!(outcome, Err(TaskError::TimedOut)))
        );
        drop(let_go);
        drop(executor);
        assert!(!ran.load(SeqCst), "what was pending ran");
    });
}

/// There is no room until the time is up, and none later: the map gives up all the same. It does
/// not begin a chunk on the caller, and it brings nothing more to the executor.
#[test]
fn a_map_gives_up_waiting_for_room() {
    within(60, || {
        let builder = ThreadPoolExecutor::builder().max_workers(1).capacity(1);
        let executor = builder.build().unwrap();
        let (_hold, let_go) = held(&executor);
        let _filler = executor.submit(|| ()).unwrap();
        let ran = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ran);
        let in_time = executor.within(Duration::from_millis(20));
        let map = in_time
            .map(4, 0..6, move |_| flag.store(true, SeqCst))
            .unwrap();
        let late = |outcome| matches!(outcome, Err(TaskError::TimedOut));
        assert!(map.map(late).eq([true; 6]));
        drop(let_go);
        drop(executor);
        assert!(!ran.load(SeqCst), "an item ran");
    });
}

/// Not even a moment for each: with so many that would be half a minute.
#[test]
fn a_late_map_waits_for_none_of_its_items() {
    const ITEMS: usize = 1 << 13;
    within(60, || {
        let builder = ThreadPoolExecutor::builder().max_workers(1);
        let executor = builder.capacity(ITEMS).build().unwrap();
        let (_hold, let_go) = held(&executor);
        let before = Instant::now();
        let in_time = executor.within(Duration::from_millis(200));
        let map = in_time.map(ITEMS, 0..ITEMS, |_| ()).unwrap();
        let soon = map.take_while(|_| before.elapsed() < Duration::from_secs(5));
        assert_eq!(soon.count(), ITEMS, "it waits for each");
        drop(let_go);
    });
}

/// The time is up before the first item: no task is made, and so no thread.
#[test]
fn a_late_map_submits_nothing() {
    within(60, || {
        let executor = executor(1);
        let in_time = executor.within(Duration::ZERO);
        let map = in_time.map(4, 0..6, |_| ()).unwrap();
        let late = |outcome| matches!(outcome, Err(TaskError::TimedOut));
        assert!(map.map(late).eq([true; 6]));
        assert_eq!(executor.started(), 0);
    });
}

/// What was done in time comes, however late one asks for it. (On a slow day it is done too late.
/// Then once more, with ten times as much time.)
#[test]
fn what_was_done_in_time_is_not_late() {
    within(60, || {
        let executor = executor(1);
        for millis in [20, 200, 2_000, 20_000] {
            let (before, time) = (Instant::now(), Duration::from_millis(millis));
            let in_time = executor.within(time);
            let after = Instant::now();
            let future = SubmitTask::submit(&in_time, || 42).unwrap();
            until(|| future.done());
            if before.elapsed() < time {
                thread::sleep(time.saturating_sub(after.elapsed()));
                return assert_eq!(future.result().unwrap(), 42);
            }
        }
        panic!("the day is too slow");
    });
}

#[test]
fn a_full_queue_hands_the_task_back() {
    within(60, || {
        let builder = ThreadPoolExecutor::builder().max_workers(1).capacity(1);
        let executor = builder.build().unwrap();
        let (_hold, let_go) = held(&executor);
        let queued = executor.try_submit(|| 1).unwrap();
        let refused = executor.try_submit(|| 2).err().unwrap();
        assert!(matches!(refused.why, Why::Full));
        drop(let_go);
        assert_eq!(queued.result().unwrap(), 1);
        // What was refused is not counted: in the end nobody has anything to do.
        executor.shutdown(Wait::Yes, Pending::Run);
        assert_eq!((executor.started(), executor.idle()), (1, 1));
    });
}

/// The only worker would wait for the room that it has to make: it gets the task back. A map runs
/// the chunk itself, whether it has a deadline or not.
#[test]
fn a_worker_never_waits_for_room() {
    within(60, || {
        let builder = ThreadPoolExecutor::builder().max_workers(1).capacity(1);
        let executor = Arc::new(builder.build().unwrap());
        let same = Arc::clone(&executor);
        let outer = executor.submit(move || {
            let filler = same.submit(|| ()).unwrap();
            let refused = same.submit(|| 1).err().unwrap();
            assert!(matches!(refused.why, Why::Full));
            (refused.task)();
            let mut sum = refused.future.result().unwrap();
            sum += same.map(2, 0..3, |n| n).unwrap().flatten().sum::<i32>();
            let in_time = same.within(Duration::MAX);
            sum += in_time.map(2, 0..3, |n| n).unwrap().flatten().sum::<i32>();
            let in_time = same.within(Duration::from_secs(600));
            sum += in_time.map(2, 0..3, |n| n).unwrap().flatten().sum::<i32>();
            drop(filler);
            sum
        });
        assert_eq!(outer.unwrap().result().unwrap(), 1 + 3 + 3 + 3);
    });
}

#[test]
fn a_task_may_wait_for_a_task_of_its_executor() {
    within(60, || {
        let executor = Arc::new(executor(1));
        let same = Arc::clone(&executor);
        let outer = executor.submit(move || same.submit(|| 42).unwrap().result().unwrap());
        assert_eq!(outer.unwrap().result().unwrap(), 42);
    });
}

/// Section 7 of the article, "API design": submit, map, as_completed, and the end of `with`.
#[test]
fn section_7_api_design() {
    within(60, || {
        let executor = executor(4);
        let futures = [3, 1, 2].map(|n| executor.submit(move || n).unwrap());
        let mut results: Vec<i32> = as_completed(futures).map(|f| f.result().unwrap()).collect();
        results.sort();
        assert_eq!(results, [1, 2, 3]);
        let mapped: Result<Vec<_>, _> = executor.map(4, [3, 1, 2], |n| n * 10).unwrap().collect();
        assert_eq!(mapped.unwrap(), [30, 10, 20]);
    });
}

/// Section 7 of the article, "Error handling": futures explicitly raise.
#[test]
fn section_7_errors_are_raised_by_the_future() {
    within(60, || {
        let executor = executor(2);
        let failed = executor.submit(|| panic::panic_any("no luck")).unwrap();
        assert_eq!(
            failed.result().map(|()| 0).unwrap_err().message(),
            "no luck"
        );
    });
}

/// Section 7 of the article, "Cancellation": supports `future.cancel()`.
#[test]
fn section_7_cancel_works() {
    within(60, || {
        let executor = executor(1);
        let (_hold, let_go) = held(&executor);
        let ran = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ran);
        let pending = executor.submit(move || flag.store(true, SeqCst)).unwrap();
        assert!(pending.cancel());
        drop(let_go);
        drop(executor);
        assert!(!ran.load(SeqCst));
    });
}

/// A task waits for any of several of its own executor: with one thread at most it runs them
/// itself, with more a thread starts for them. (Chapter 7 has the rule.)
#[test]
fn a_task_waits_for_any_of_its_executor() {
    within(60, || {
        for workers in [1, 3] {
            let executor = ThreadPoolExecutor::builder().max_workers(workers);
            let executor = Arc::new(executor.build().unwrap());
            let same_executor = Arc::clone(&executor);
            let outer = executor.submit(move || {
                let submit = |n: u32| same_executor.submit(move || n).expect("there is room");
                let results = chapter10::as_completed((1..=4).map(submit));
                results.map(|f| f.result().unwrap()).sum::<u32>()
            });
            assert_eq!(outer.unwrap().result().unwrap(), 10);
            assert_eq!(executor.started() > 1, workers > 1);
        }
    });
}
