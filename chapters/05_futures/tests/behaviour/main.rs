//! Chapter 5 on real threads: one named behaviour each.

mod properties;
mod restless;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;

use std::panic::panic_any;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use chapter5::error::{TaskError, TrySendError};
use chapter5::future::promise;
use chapter5::{Future, Pool};
use seam::watchdog::within;

/// A pool of one worker with a task that runs until the sender is dropped.
fn busy_pool(capacity: usize) -> (Arc<Pool>, Future<()>, Sender<()>) {
    let pool = Arc::new(Pool::new(1, capacity).unwrap());
    let (started, is_started) = mpsc::channel();
    let (let_go, may_go) = mpsc::channel();
    let task = move || {
        started.send(()).unwrap();
        let _ = may_go.recv(); // an error: the sender is gone, which is what we wait for
    };
    let running = pool.submit(task).unwrap();
    is_started.recv().unwrap();
    (pool, running, let_go)
}

/// What an error says, to a reader and to a programmer.
#[test]
fn errors_say_what_is_wrong() {
    let both = |error: TaskError| (error.to_string(), format!("{error:?}"));
    let says = |error, text: &str, debug: &str| {
        assert_eq!(both(error), (text.to_owned(), debug.to_owned()));
    };
    let text = || Box::new("oh no".to_owned());
    says(
        TaskError::Panicked(text()),
        "the task panicked: oh no",
        "Panicked(\"oh no\")",
    );
    says(
        TaskError::Panicked(Box::new(1)),
        "the task panicked: a panic without text",
        "Panicked(\"a panic without text\")",
    );
    says(
        TaskError::Lost,
        "the task was dropped before it had run",
        "Lost",
    );
    says(TaskError::Cancelled, "the task was cancelled", "Cancelled");
    says(
        TaskError::TooDeep,
        "too many tasks run one inside the other",
        "TooDeep",
    );
    says(TaskError::TimedOut, "the time was up", "TimedOut");
    says(
        TaskError::Broken("why".into()),
        "the pool is broken: why",
        "Broken(\"why\")",
    );
}

/// (Python case 1)
#[test]
fn submit_of_2_to_the_8_gives_256() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let power = pool.submit(|| 2_u32.pow(8)).unwrap();
        assert_eq!(power.result().unwrap(), 256);
    });
}

/// One task more than there are workers, then the end: it does not hang. (Python case 7)
#[test]
fn one_task_more_than_workers() {
    within(60, || {
        for workers in 1..4 {
            let pool = Pool::new(workers, workers + 1).unwrap();
            let futures: Vec<_> = (0..=workers)
                .map(|n| pool.submit(move || n).unwrap())
                .collect();
            drop(pool);
            assert!(futures.iter().all(Future::done));
        }
    });
}

/// Fifty tasks, then a shutdown: all have results. (Python cases 13 and 17)
#[test]
fn after_the_shutdown_every_result_is_there() {
    within(60, || {
        let pool = Pool::new(3, 50).unwrap();
        let futures: Vec<_> = (0..50).map(|n| pool.submit(move || n).unwrap()).collect();
        pool.shutdown();
        let results = futures.into_iter().map(|future| {
            assert!(future.done());
            future.result().unwrap()
        });
        assert!(results.eq(0..50));
    });
}

/// A payload comes back as what it was. rust-threadpool#13: the result never comes.
#[test]
fn a_panic_is_the_outcome() {
    within(60, || {
        let pool = Pool::new(1, 4).unwrap();
        let text = pool.submit(|| panic!("text")).unwrap();
        let string = pool.submit(|| panic!("{} text", "formatted")).unwrap();
        let other = pool.submit(|| panic_any(42)).unwrap();
        let outcome: Result<(), TaskError> = text.result();
        assert_eq!(outcome.unwrap_err().message(), "text");
        let outcome: Result<(), TaskError> = string.result();
        assert_eq!(
            outcome.unwrap_err().to_string(),
            "the task panicked: formatted text"
        );
        let outcome: Result<(), TaskError> = other.result();
        let error = outcome.unwrap_err();
        assert_eq!(error.message(), "a panic without text");
        match error {
            TaskError::Panicked(payload) => assert_eq!(payload.downcast_ref(), Some(&42)),
            error => panic!("{error}"),
        }
    });
}

/// What `error` says is a copy: the payload stays for `result`.
#[test]
fn error_takes_nothing() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let future = pool.submit(|| -> u32 { panic!("text") }).unwrap();
        for _ in 0..2 {
            assert_eq!(future.error().unwrap(), "the task panicked: text");
        }
        match future.result() {
            Err(TaskError::Panicked(payload)) => assert!(payload.is::<&str>()),
            outcome => panic!("{outcome:?}"),
        }
    });
}

/// `result_timeout(0)` of a task that is pending, running, done, failed. (Python case 21)
#[test]
fn a_zero_timeout_looks_and_does_not_wait() {
    within(60, || {
        let (pool, running, let_go) = busy_pool(2);
        let pending = pool.submit(|| 42).unwrap();
        let failing = pool.submit(|| panic!("on purpose")).unwrap();
        let Err(pending) = pending.result_timeout(Duration::ZERO) else {
            panic!("it is pending");
        };
        let Err(running) = running.result_timeout(Duration::ZERO) else {
            panic!("it is running");
        };
        drop(let_go);
        pool.shutdown();
        let outcome = |done: Result<Result<u32, TaskError>, _>| done.ok().expect("it is done");
        assert_eq!(outcome(pending.result_timeout(Duration::ZERO)).unwrap(), 42);
        assert!(
            running
                .result_timeout(Duration::ZERO)
                .is_ok_and(|outcome| outcome.is_ok())
        );
        let failed: Result<Result<(), _>, _> = failing.result_timeout(Duration::ZERO);
        assert!(failed.is_ok_and(|outcome| outcome.is_err()));
    });
}

#[test]
fn a_future_that_came_back_brings_its_result_later() {
    within(60, || {
        let (_pool, running, let_go) = busy_pool(1);
        let back = running
            .result_timeout(Duration::from_millis(5))
            .err()
            .unwrap();
        drop(let_go);
        assert!(
            back.result_timeout(Duration::MAX)
                .is_ok_and(|outcome| outcome.is_ok())
        );
    });
}

#[test]
fn running_and_done_say_where_it_is() {
    within(60, || {
        let (pool, running, let_go) = busy_pool(1);
        let pending = pool.submit(|| ()).unwrap();
        assert!(running.running() && !running.done());
        assert!(!pending.running() && !pending.done());
        drop(let_go);
        pool.shutdown();
        assert!(!running.running() && running.done());
        assert_eq!(running.error(), None);
        running.result().unwrap();
    });
}

/// Another thread waits, and hears of the end. (Python case 22)
#[test]
fn a_waiter_wakes_when_the_task_ends() {
    within(60, || {
        let (_pool, running, let_go) = busy_pool(1);
        let waiting = thread::spawn(move || running.result());
        drop(let_go);
        assert!(waiting.join().unwrap().is_ok());
    });
}

/// Callbacks see a value and an error, in the order in which they were added; one that
/// panics stops neither the next one nor the worker. (Python case 19)
#[test]
fn callbacks_run_in_order_whatever_one_of_them_does() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(2);
        let seen = Arc::new(Mutex::new(Vec::new())); // protects what the callbacks saw
        let mut value = pool.submit(|| 42).unwrap();
        let mut error = pool.submit(|| -> u32 { panic!("on purpose") }).unwrap();
        for future in [&mut value, &mut error] {
            for name in ["first", "second", "third"] {
                let seen = Arc::clone(&seen);
                future.add_done_callback(move |outcome| {
                    seen.lock().unwrap().push((name, outcome.is_ok()));
                    assert!(name == "third", "a callback's panic, in {name}");
                });
            }
        }
        drop(let_go);
        assert_eq!(value.result().unwrap(), 42);
        assert!(error.result().is_err());
        // No lock is poisoned: what panicked had let go of it, so look at what is there.
        let seen = seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let names = ["first", "second", "third"];
        let expected = [true, false]
            .iter()
            .flat_map(|&ok| names.map(|name| (name, ok)));
        assert!(seen.iter().copied().eq(expected));
    });
}

/// A future that is done runs it at once, here, and keeps its outcome. (Python case 19)
#[test]
fn a_callback_on_a_done_future_runs_at_once() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let mut future = pool.submit(|| 42).unwrap();
        pool.shutdown();
        let (report, reports) = mpsc::channel();
        future.add_done_callback(move |outcome| {
            report
                .send((*outcome.as_ref().unwrap(), thread::current().id()))
                .unwrap();
        });
        assert_eq!(reports.try_recv(), Ok((42, thread::current().id())));
        future.add_done_callback(|_| panic!("a callback's panic"));
        assert_eq!(future.result().unwrap(), 42);
    });
}

/// Until the last callback has run there is no outcome: `result` waits, and a callback that
/// comes meanwhile waits its turn.
#[test]
fn callbacks_come_before_the_outcome() {
    within(60, || {
        let (_pool, mut future, let_task_go) = busy_pool(1);
        let (started, is_started) = mpsc::channel();
        let (let_go, may_go) = mpsc::channel::<()>();
        future.add_done_callback(move |_| {
            started.send(()).unwrap();
            let _ = may_go.recv();
        });
        drop(let_task_go);
        is_started.recv().unwrap();
        assert!(future.running() && !future.done());
        let Err(mut future) = future.result_timeout(Duration::ZERO) else {
            panic!("a callback is still running");
        };
        let (report, reports) = mpsc::channel();
        future.add_done_callback(move |_| report.send(thread::current().id()).unwrap());
        assert!(reports.try_recv().is_err(), "before its turn");
        drop(let_go);
        future.result().unwrap();
        let worker = reports.try_recv().expect("it has run by now");
        assert_ne!(worker, thread::current().id());
    });
}

/// What a callback panics with may panic as it is dropped. The next callback still runs,
/// and so does the next task.
#[test]
fn a_callbacks_panic_may_carry_a_bomb() {
    within(60, || {
        let (pool, mut running, let_go) = busy_pool(1);
        let (report, reports) = mpsc::channel();
        running.add_done_callback(|_| panic_any(Bomb));
        running.add_done_callback(move |outcome| report.send(outcome.is_ok()).unwrap());
        drop(let_go);
        running.result().unwrap();
        assert_eq!(reports.recv(), Ok(true));
        let mut next = pool.submit(|| 42).unwrap();
        pool.shutdown();
        next.add_done_callback(|_| panic_any(Bomb)); // and here, on the caller's thread
        assert_eq!(next.result().unwrap(), 42);
    });
}

/// Panics as it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("a bomb goes off");
    }
}

/// A callback is no task that waits: it may submit to the same pool.
#[test]
fn a_callback_may_submit() {
    within(60, || {
        let (pool, mut running, let_go) = busy_pool(1);
        let (same_pool, (report, reports)) = (Arc::clone(&pool), mpsc::channel());
        running.add_done_callback(move |_| {
            same_pool
                .submit(move || report.send(42).unwrap())
                .map(drop)
                .unwrap();
        });
        drop(let_go);
        assert_eq!(reports.recv(), Ok(42));
    });
}

/// A listener hears when `result` no longer waits; late, it hears at once.
#[test]
fn a_listener_hears_of_the_outcome() {
    within(60, || {
        let (_pool, running, let_go) = busy_pool(1);
        let running = Arc::new(running);
        let (tell, told) = mpsc::channel();
        let same = Arc::clone(&running);
        let late = tell.clone();
        running.when_done(move || tell.send(same.done()).unwrap());
        assert!(told.try_recv().is_err(), "it is still running");
        drop(let_go);
        assert_eq!(told.recv(), Ok(true));
        running.when_done(move || late.send(true).unwrap());
        assert_eq!(told.try_recv(), Ok(true));
    });
}

/// In order; and a panic of one is nobody else's, neither the worker's nor, late, ours.
#[test]
fn a_listeners_panic_harms_nobody_else() {
    within(60, || {
        let (pool, running, let_go) = busy_pool(1);
        let (tell, told) = mpsc::channel();
        for name in ["first", "second", "third"] {
            let tell = tell.clone();
            running.when_done(move || {
                tell.send(name).unwrap();
                panic_any(Bomb);
            });
        }
        drop((tell, let_go));
        assert!(told.iter().eq(["first", "second", "third"]));
        running.when_done(|| panic!("a late listener's panic"));
        running.result().unwrap();
        assert_eq!(pool.submit(|| 42).unwrap().result().unwrap(), 42);
    });
}

/// What the task captured is dropped before anybody sees its outcome, callbacks included
/// (tokio#7825), also if nobody wants the outcome. (Python case 8)
#[test]
fn captures_are_dropped_before_the_outcome_is_seen() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(3);
        let held = Arc::new(());
        let task = || {
            let its = Arc::clone(&held);
            move || assert!(Arc::strong_count(&its) > 0)
        };
        let mut future = pool.submit(task()).unwrap();
        let (report, reports) = mpsc::channel();
        let witness = Arc::downgrade(&held);
        future.add_done_callback(move |_| report.send(witness.strong_count()).unwrap());
        drop(let_go);
        future.result().unwrap();
        assert_eq!(reports.recv(), Ok(1), "the callback saw the captures");
        drop(pool.submit(task()).unwrap()); // detached
        pool.shutdown();
        assert_eq!(Arc::strong_count(&held), 1);
    });
}

/// The task runs, and its value is dropped, once.
#[test]
fn a_dropped_future_detaches() {
    struct Counted(Arc<AtomicUsize>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, SeqCst);
        }
    }
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let dropped = Arc::new(AtomicUsize::new(0));
        let value = Counted(Arc::clone(&dropped));
        drop(pool.submit(move || value).unwrap());
        assert_eq!(dropped.load(SeqCst), 0, "it has not run yet");
        drop(let_go);
        pool.shutdown();
        assert_eq!(dropped.load(SeqCst), 1);
    });
}

/// Nobody wants the value, so the worker drops it, and survives if that panics.
#[test]
fn a_detached_value_may_panic_as_it_is_dropped() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(3);
        drop(pool.submit(|| Bomb).unwrap());
        drop(pool.submit(|| -> u32 { panic_any(Bomb) }).unwrap());
        let next = pool.submit(|| 42).unwrap();
        drop(let_go);
        assert_eq!(next.result().unwrap(), 42);
    });
}

/// Refused: the closure comes back with its future. (Python case 12)
#[test]
fn a_refused_task_comes_back_with_its_future() {
    within(60, || {
        let (pool, _running, let_go) = busy_pool(1);
        let queued = pool.try_submit(|| 1).unwrap();
        let Err(TrySendError::Full((task, future))) = pool.try_submit(|| 2) else {
            panic!("there is no room");
        };
        task(); // here, on this thread
        assert_eq!(future.result().unwrap(), 2);
        drop(let_go);
        pool.shutdown();
        let Err(TrySendError::Closed((task, future))) = pool.submit(|| 3) else {
            panic!("it is closed");
        };
        drop(task);
        assert!(matches!(future.result(), Err(TaskError::Lost)));
        assert_eq!(queued.result().unwrap(), 1);
    });
}

/// The promise is dropped while a panic unwinds: its future is settled, and the callbacks
/// run, though one of them panics on top of it.
#[test]
fn a_task_that_a_panic_drops_is_lost() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        pool.shutdown();
        let (task, mut future) = pool.submit(|| 42).err().unwrap().into_inner();
        let (report, reports) = mpsc::channel();
        future.add_done_callback(|_| panic!("a callback's panic"));
        future.add_done_callback(move |outcome| {
            let lost = matches!(outcome, Err(TaskError::Lost));
            report.send((lost, thread::panicking())).unwrap();
        });
        let unlucky = thread::spawn(move || {
            let _task = task; // dropped, never run
            panic!("on purpose");
        });
        assert!(unlucky.join().is_err());
        assert_eq!(reports.recv(), Ok((true, true)));
        let error = future.error().unwrap();
        assert_eq!(error, "the task was dropped before it had run");
        assert!(matches!(future.result(), Err(TaskError::Lost)));
    });
}

/// A task drops the last handle to its own pool. It runs to its end, and so does what is
/// queued behind it; nobody waits for anybody. (Python case 15)
#[test]
fn a_task_may_drop_its_pool() {
    within(60, || {
        let (pool, running, let_go) = busy_pool(2);
        let (give, take) = mpsc::channel::<Arc<Pool>>();
        let dropping = pool.submit(move || drop(take.recv())).unwrap();
        let queued = pool.submit(|| 42).unwrap();
        give.send(pool).unwrap();
        drop(let_go);
        running.result().unwrap();
        dropping.result().unwrap();
        assert_eq!(queued.result().unwrap(), 42);
    });
}

/// (Python case 18)
#[test]
fn tasks_run_on_threads_with_names() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let name = pool.submit(|| thread::current().name().map(str::to_owned));
        assert_eq!(name.unwrap().result().unwrap().unwrap(), "worker-0");
    });
}

/// tokio's `spawn_blocking_racing_shutdown_resolves`, tokio#1875: no future is left behind.
#[test]
fn submits_that_race_a_shutdown_are_settled() {
    within(60, || {
        for _ in 0..50 {
            let pool = Arc::new(Pool::new(2, 2).unwrap());
            let producer = {
                let pool = Arc::clone(&pool);
                thread::spawn(move || {
                    let submits = (0..20).map(|n| match pool.submit(move || n) {
                        Ok(future) => future.result().is_ok(),
                        Err(refused) => {
                            let (task, future) = refused.into_inner();
                            drop(task); // the promise is in it
                            future.result().is_err()
                        }
                    });
                    submits.filter(|&settled| settled).count()
                })
            };
            pool.shutdown();
            assert_eq!(producer.join().unwrap(), 20);
        }
    });
}

/// The outcome that nobody took goes with the last hand, the caller's or the worker's, and its panic
/// ends there.
#[test]
fn an_outcome_that_nobody_takes_may_panic_as_it_goes() {
    let (settled, future) = promise();
    settled.settle(Ok(Bomb));
    drop(future);
    let (late, future) = promise();
    drop(future);
    late.settle(Ok(Bomb));
}

#[test]
fn what_a_promise_is_settled_with_comes_out() {
    let (promise, future) = promise();
    promise.settle(Ok(42));
    assert_eq!(future.result().unwrap(), 42);
}

#[test]
fn execute_runs_the_task_and_forgets_it() {
    within(60, || {
        let (report, reports) = mpsc::channel();
        let pool = Pool::new(1, 1).unwrap();
        pool.execute(move || report.send(42).unwrap()).unwrap();
        assert_eq!(reports.recv(), Ok(42));
    });
}
