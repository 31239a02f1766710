//! Models of waits for any of several, by the workers of a crew. Each thread is a worker: it
//! waits as a task would, and runs after that what is in the queue.

use super::crew::Crew;
use super::future::Future;
use super::help;
use super::job::{self, Job};
use super::many::as_completed::as_completed;
use super::outcome::{Promise, promise};
use super::thread;
use seam::imp::imp;
use seam::model::{Bound, check};

type Task = (Job, Future<()>);

fn pending(crew: &Crew) -> Task {
    job::with_future(|| (), crew.clone())
}

/// A task that ends when the promise is settled.
fn needs(crew: &Crew) -> (Promise<()>, Task) {
    let (promise, settled) = promise::<()>();
    let task = move || settled.result().unwrap();
    (promise, job::with_future(task, crew.clone()))
}

fn worker(crew: &Crew, work: impl FnOnce() + Send + 'static) -> thread::JoinHandle<()> {
    let crew = crew.clone();
    thread::spawn(move || {
        crew.join();
        work();
    })
}

/// Both workers of a pool wait, each for any of its own tasks, and nobody is there to run them:
/// whichever comes second helps, and when it is done it is there for the other's. Three threads
/// (main looks on, two workers), three preemptions, one for each: without a bound they do not
/// end within minutes. No imp: `the_last_one_waits_for_one` has one.
// ANCHOR: two
pub fn two_wait_at_once() {
    check("two_wait_at_once", Bound::Preemptions(3), || {
        let crew = Crew::new(2);
        let [(one, first), (two, second)] = [(); 2].map(|()| pending(&crew));
        let workers = [(first, two), (second, one)].map(|(own, other)| {
            worker(&crew, move || {
                assert!(as_completed([own]).next().is_some());
                other.run(); // as the queue would have it
            })
        });
        for worker in workers {
            worker.join().unwrap();
        }
    });
}
// ANCHOR_END: two

/// One worker waits for any of its tasks, the other for one that only the first can end. If the
/// second falls asleep last, it cannot help, and has to wake the first. Four threads (main
/// looks on, two workers, the imp), two preemptions: one for each worker.
pub fn the_last_one_waits_for_one() {
    check("the_last_one_waits_for_one", Bound::Preemptions(2), || {
        let crew = Crew::new(2);
        let (_in_the_queue, own) = pending(&crew);
        let (promise, future) = promise::<()>();
        let imp = imp();
        let one = worker(&crew, move || {
            assert!(as_completed([own]).next().is_some());
            promise.settle(Ok(()));
        });
        let two = worker(&crew, move || {
            help::sleep(&future);
            future.result().unwrap();
        });
        one.join().unwrap();
        two.join().unwrap();
        imp.join().unwrap();
    });
}

/// One worker sleeps until the other has settled something, and is awake again. After that both
/// wait, each for any of its own tasks, and nobody is there to run them: an old sleep counts no
/// more. Three threads (main looks on, two workers), two preemptions: one for each worker. No
/// imp: `the_last_one_waits_for_one` has one.
pub fn who_has_woken_is_awake() {
    check("who_has_woken_is_awake", Bound::Preemptions(2), || {
        let crew = Crew::new(2);
        let [(one, first), (two, second)] = [(); 2].map(|()| pending(&crew));
        let (promise, settled) = promise::<()>();
        let sleeps = worker(&crew, move || {
            help::sleep(&settled);
            assert!(as_completed([first]).next().is_some());
            two.run(); // as the queue would have it
        });
        let settles = worker(&crew, move || {
            promise.settle(Ok(()));
            assert!(as_completed([second]).next().is_some());
            one.run();
        });
        sleeps.join().unwrap();
        settles.join().unwrap();
    });
}

/// The first task needs its waiter, the second does not, and there is a free worker for both. It
/// may be late: the waiter must leave them to it. Three threads (main looks on, the waiter, the
/// free worker), three preemptions: one for each. No imp: `the_last_one_waits_for_one` has one.
pub fn a_free_worker_comes_late() {
    check("a_free_worker_comes_late", Bound::Preemptions(3), || {
        let crew = Crew::new(2);
        let (let_go, (slow, first)) = needs(&crew);
        let (fast, second) = pending(&crew);
        let waiter = worker(&crew, move || {
            let mut completed = as_completed([first, second]);
            assert!(completed.next().is_some());
            let_go.settle(Ok(()));
            assert!(completed.next().is_some());
        });
        let free = worker(&crew, move || {
            fast.run();
            slow.run();
        });
        waiter.join().unwrap();
        free.join().unwrap();
    });
}

/// The same, and the worker that becomes free waits before that, for a task of a third worker.
/// In the end that one falls asleep, and all are on the list; but what the one waits for is
/// there. Four threads (main looks on, the waiter, one that becomes free, one that falls
/// asleep), two preemptions: one for the waiter and one for the third. Those that sleep change
/// places without. No imp: `the_last_one_waits_for_one` has one.
pub fn a_sleeper_becomes_free() {
    check("a_sleeper_becomes_free", Bound::Preemptions(2), || {
        let crew = Crew::new(3);
        let (let_go, (slow, first)) = needs(&crew);
        let (fast, second) = pending(&crew);
        let [(ends_sleep, sleeps), (at_the_end, end)] = [(); 2].map(|()| promise::<()>());
        let waiter = worker(&crew, move || {
            let mut completed = as_completed([first, second]);
            assert!(completed.next().is_some());
            let_go.settle(Ok(()));
            assert!(completed.next().is_some());
            at_the_end.settle(Ok(()));
        });
        let free = worker(&crew, move || {
            help::sleep(&sleeps);
            fast.run();
            slow.run();
        });
        let third = worker(&crew, move || {
            ends_sleep.settle(Ok(()));
            help::sleep(&end);
        });
        for worker in [waiter, free, third] {
            worker.join().unwrap();
        }
    });
}

/// The outcome is there a moment before the claim says so. What is done is not running, at that
/// moment either. Two threads (main looks, the worker), exhaustive. No imp: nobody waits.
pub fn what_is_done_is_not_running() {
    check("what_is_done_is_not_running", Bound::Exhaustive, || {
        let (job, future) = pending(&Crew::new(1));
        let worker = thread::spawn(move || job.run());
        if future.done() {
            assert!(!future.running(), "done, and running");
        }
        worker.join().unwrap();
    });
}
