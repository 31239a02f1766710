//! Models of the executor.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::channel::channel;
use super::error::TaskError;
use super::executor::{ThreadPoolExecutor, Wait};
use super::lazy_workers::LazyWorkers;
use super::pool::Pending;
use super::sync::{Arc, Condvar, Mutex};
use super::thread;
use seam::imp::imp;
use seam::model::{Bound, check};

fn executor(max_workers: usize, capacity: usize) -> ThreadPoolExecutor {
    ThreadPoolExecutor::start(max_workers, capacity, "model".into(), None)
}

/// Two tasks that meet: each waits until the other has come.
#[derive(Clone)]
struct Meeting(Arc<(Mutex<usize>, Condvar)>);

impl Meeting {
    fn of_two() -> Meeting {
        Meeting(Arc::new((Mutex::new(0), Condvar::new())))
    }

    fn meet(&self) {
        let (come, changed) = &*self.0;
        let mut count = come.lock().unwrap();
        *count += 1;
        changed.notify_all();
        while *count < 2 {
            count = changed.wait(count).unwrap();
        }
    }
}

/// One worker is idle, and two threads submit at once. Each task needs a worker of its own,
/// since the two wait for each other. Four threads (main, a producer, two workers); two
/// preemptions: four threads have too many orders with more. No imp: it would wake one whom
/// nobody has woken.
// ANCHOR: two
pub fn two_submits_and_one_idle_worker() {
    check(
        "two_submits_and_one_idle_worker",
        Bound::Preemptions(2),
        || {
            let executor = Arc::new(executor(2, 2));
            executor.submit(|| ()).unwrap().result().unwrap();
            let meeting = Meeting::of_two();
            let (mine, theirs) = (meeting.clone(), meeting);
            let producer = {
                let executor = Arc::clone(&executor);
                thread::spawn(move || executor.submit(move || theirs.meet()).map(drop).unwrap())
            };
            let met = executor.submit(move || mine.meet()).unwrap();
            met.result().unwrap();
            producer.join().unwrap();
            assert_eq!(executor.started(), 2);
        },
    );
}
// ANCHOR_END: two

/// The worker that is idle gets the next task, and no thread is made; the imp wakes it for
/// nothing. Three threads (main, the worker, the imp); three preemptions, one for each.
pub fn an_idle_worker_is_reused() {
    check("an_idle_worker_is_reused", Bound::Preemptions(3), || {
        let executor = executor(2, 1);
        executor.submit(|| ()).unwrap().result().unwrap();
        while executor.idle() == 0 {
            thread::yield_now(); // until the worker has left its task
        }
        let imp = imp();
        executor.submit(|| ()).unwrap().result().unwrap();
        assert_eq!(executor.started(), 1, "a thread too many");
        imp.join().unwrap();
    });
}

/// Two threads submit, one thread is the most. Three threads (main, a producer, the worker);
/// two preemptions, one for each thread that submits. No imp: `an_idle_worker_is_reused` has
/// one.
pub fn never_more_than_max() {
    check("never_more_than_max", Bound::Preemptions(2), || {
        let executor = Arc::new(executor(1, 2));
        let producer = {
            let executor = Arc::clone(&executor);
            thread::spawn(move || executor.submit(|| ()).map(drop).unwrap())
        };
        executor.submit(|| ()).map(drop).unwrap();
        producer.join().unwrap();
        assert_eq!(executor.started(), 1, "more threads than max_workers");
    });
}

/// The initializer fails while a second task is submitted: nobody waits for ever, and
/// those who are told are told why. Three threads (main, the worker, the imp); three
/// preemptions, one for each.
pub fn a_failing_initializer_settles_all() {
    let name = "a_failing_initializer_settles_all";
    check(name, Bound::Preemptions(3), || {
        let initializer = Box::new(|| Err("no luck".into()));
        let executor = ThreadPoolExecutor::start(1, 2, "model".into(), Some(initializer));
        let submit = || match executor.submit(|| ()) {
            Ok(future) => Some(future),
            Err(refused) => {
                assert!(matches!(refused.why, super::broken::Why::Broken(_)));
                None
            }
        };
        let futures = [submit(), submit()];
        let imp = imp();
        for future in futures.into_iter().flatten() {
            match future.result() {
                Err(TaskError::Broken(why)) => assert_eq!(why, "no luck"),
                other => panic!("{other:?}"),
            }
        }
        imp.join().unwrap();
    });
}

/// A thread that starts against a shutdown: if it started, the shutdown has waited for it. Four
/// threads (main shuts down, a producer, the worker, the imp); three preemptions, one for each.
pub fn shutdown_against_a_start() {
    check("shutdown_against_a_start", Bound::Preemptions(3), || {
        let executor = Arc::new(executor(1, 1));
        let imp = imp();
        let ran = Plain::new(AtomicUsize::new(0));
        let producer = {
            let (executor, ran) = (Arc::clone(&executor), Plain::clone(&ran));
            thread::spawn(move || {
                let task = move || ran.fetch_add(1, SeqCst);
                executor.submit(task).map(drop).is_ok()
            })
        };
        executor.shutdown(Wait::Yes, Pending::Run);
        let (ran_by_then, started) = (ran.load(SeqCst), executor.started());
        let accepted = producer.join().unwrap();
        assert_eq!(ran_by_then, usize::from(accepted), "not waited for");
        assert_eq!(executor.started(), started, "started after the shutdown");
        imp.join().unwrap();
    });
}

/// Somebody hears that the executor is closed: from then on no thread starts, though two submit at
/// once. Five threads (main shuts down, two producers, two workers); two preemptions: one in the
/// shutdown and one in a submit. No imp: nobody waits but idle workers.
pub fn after_closed_no_thread_starts() {
    let name = "after_closed_no_thread_starts";
    check(name, Bound::Preemptions(2), || {
        let executor = Arc::new(executor(2, 3));
        let other = {
            let executor = Arc::clone(&executor);
            thread::spawn(move || drop(executor.try_submit(|| ())))
        };
        let producer = {
            let executor = Arc::clone(&executor);
            thread::spawn(move || {
                let heard = executor.try_submit(|| ()).is_err();
                let started = executor.started();
                drop(executor.try_submit(|| ()));
                heard.then_some(started)
            })
        };
        executor.shutdown(Wait::No, Pending::Run);
        other.join().unwrap();
        if let Some(started) = producer.join().unwrap() {
            assert_eq!(executor.started(), started, "started after the closing");
        }
    });
}

/// Three threads (main, another, the imp) shut down at once, and neither returns before the task
/// has run: the second does not find the handles gone and go, too. Three threads (main,
/// another, the worker); two preemptions, one for each that waits.
// ANCHOR: two_joins
pub fn two_threads_shut_down() {
    check("two_threads_shut_down", Bound::Preemptions(2), || {
        let executor = Arc::new(executor(1, 1));
        let imp = imp();
        let ran = Plain::new(AtomicUsize::new(0));
        let counter = Plain::clone(&ran);
        drop(
            executor
                .submit(move || counter.fetch_add(1, SeqCst))
                .unwrap(),
        );
        let other = {
            let (executor, ran) = (Arc::clone(&executor), Plain::clone(&ran));
            thread::spawn(move || {
                executor.shutdown(Wait::Yes, Pending::Run);
                ran.load(SeqCst)
            })
        };
        executor.shutdown(Wait::Yes, Pending::Run);
        assert_eq!(ran.load(SeqCst), 1, "not waited for");
        assert_eq!(other.join().unwrap(), 1, "not waited for");
        imp.join().unwrap();
    });
}
// ANCHOR_END: two_joins

/// A task shuts its own executor down, and goes on: it does not wait for itself, and main waits
/// for it. Two threads (main, the worker), three preemptions: without a bound it takes half a
/// minute. No imp: `an_idle_worker_is_reused` has one.
pub fn a_task_may_shut_its_executor_down() {
    let name = "a_task_may_shut_its_executor_down";
    check(name, Bound::Preemptions(3), || {
        let executor = Arc::new(executor(1, 1));
        let ran = Plain::new(AtomicUsize::new(0));
        let (same, counter) = (Arc::clone(&executor), Plain::clone(&ran));
        let task = move || {
            same.shutdown(Wait::Yes, Pending::Run);
            drop(same);
            counter.fetch_add(1, SeqCst);
        };
        drop(executor.submit(task).unwrap());
        executor.shutdown(Wait::Yes, Pending::Run);
        assert_eq!(ran.load(SeqCst), 1, "not waited for");
    });
}

/// Two tasks shut their executor down, each on a worker: neither waits for the other, and main
/// waits for both. Three threads (main, two workers), two preemptions, one for each worker. No imp:
/// nobody waits.
pub fn two_tasks_shut_down() {
    check("two_tasks_shut_down", Bound::Preemptions(2), || {
        let workers = Arc::new(LazyWorkers::new(2, "model".into()));
        let ended = Plain::new(AtomicUsize::new(0));
        for _ in 0..2 {
            let (same, ended) = (Arc::clone(&workers), Plain::clone(&ended));
            let work = move || {
                same.close();
                same.join();
                drop(same);
                ended.fetch_add(1, SeqCst);
            };
            let _ = workers.admit(|| work); // closed already, if the other was faster
        }
        workers.close();
        workers.join();
        assert_eq!(ended.load(SeqCst), workers.started(), "not waited for");
    });
}

/// The worker is busy, and a task comes while somebody shuts down and cancels: it is refused, or it
/// is cancelled. It never runs. Three threads (main shuts down, a producer, the worker), two
/// preemptions: one for main and one for the producer. No imp: `an_idle_worker_is_reused` has one.
pub fn a_task_that_comes_late_is_cancelled() {
    let name = "a_task_that_comes_late_is_cancelled";
    check(name, Bound::Preemptions(2), || {
        let executor = Arc::new(executor(1, 1));
        let (started, has_started) = channel(1);
        let (let_go, may_go) = channel::<()>(1);
        let busy = move || {
            started.send(()).unwrap();
            may_go.recv()
        };
        drop(executor.submit(busy).unwrap());
        has_started.recv().unwrap();
        let producer = {
            let executor = Arc::clone(&executor);
            thread::spawn(move || executor.submit(|| 42).ok())
        };
        executor.shutdown(Wait::No, Pending::Cancel);
        let accepted = producer.join().unwrap();
        drop(let_go);
        executor.shutdown(Wait::Yes, Pending::Run);
        let outcome = accepted.map(|future| future.result());
        assert!(
            matches!(outcome, None | Some(Err(TaskError::Cancelled))),
            "it ran"
        );
    });
}

/// Each thread is waited for, whichever is the slow one. Three threads (main, two workers),
/// exhaustive. No imp: nobody waits.
pub fn join_waits_for_each_thread() {
    check("join_waits_for_each_thread", Bound::Exhaustive, || {
        let workers = LazyWorkers::new(2, "model".into());
        // loom's, so that it tries a look that comes too early.
        let ended = Plain::new(super::sync::atomic::AtomicUsize::new(0));
        for _ in 0..2 {
            let ended = Plain::clone(&ended);
            let work = move || _ = ended.fetch_add(1, SeqCst);
            assert!(workers.admit(|| work).is_ok());
        }
        workers.close();
        workers.join();
        assert_eq!(ended.load(SeqCst), 2, "a thread was left running");
    });
}
