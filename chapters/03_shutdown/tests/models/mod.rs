//! What loom checks in chapter 3. `tests/loom.rs` runs these on the source, and each
//! module in `tests/bugs` on a planted bug.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::pool::Pool;
use super::queue::Queue;
use super::sync::Arc;
use super::thread;
use super::workers::Workers;
use seam::imp::imp;
use seam::model::{Bound, check};

/// `push` against `pop`: the wake-up is not lost, and waking for no reason does no harm.
/// Three threads (main, one that pops, the imp), exhaustive.
pub fn pop_waits_for_a_value() {
    check("pop_waits_for_a_value", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new());
        let imp = imp();
        let popped = popper(&queue);
        queue.push(1).unwrap();
        assert_eq!(popped.join().unwrap(), Some(1));
        imp.join().unwrap();
    });
}

/// `close` against two that wait: both hear of it. Three threads (main, two that pop),
/// exhaustive. No imp: the wake-ups of the closing itself are what counts here.
// ANCHOR: close
pub fn close_wakes_every_pop() {
    check("close_wakes_every_pop", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::<u32>::new());
        let poppers = [popper(&queue), popper(&queue)];
        queue.close();
        for popped in poppers {
            assert_eq!(popped.join().unwrap(), None);
        }
    });
}
// ANCHOR_END: close

/// Two wait, and two values come one after the other: each wakes one. A `push` that notifies
/// only if the queue was empty, or a count of sleepers that is taken down twice, wakes one for
/// both. Three threads (main pushes, two that pop), exhaustive. No imp: it would wake the one
/// whom nobody has woken.
// ANCHOR: two
pub fn two_values_wake_two() {
    check("two_values_wake_two", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new());
        let poppers = [popper(&queue), popper(&queue)];
        queue.push(1).unwrap();
        queue.push(2).unwrap();
        let popped = poppers.map(|popped| popped.join().unwrap());
        assert_eq!(popped.into_iter().flatten().sum::<u32>(), 1 + 2);
    });
}
// ANCHOR_END: two

/// Two wait, one value comes, and then the end: one gets the value, the other hears that there
/// will be none. Three threads (main, two that pop), exhaustive. No imp: as above.
pub fn one_value_and_the_end() {
    check("one_value_and_the_end", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new());
        let poppers = [popper(&queue), popper(&queue)];
        queue.push(1).unwrap();
        queue.close();
        let popped = poppers.map(|popped| popped.join().unwrap());
        assert!(popped == [Some(1), None] || popped == [None, Some(1)]);
    });
}

/// `push`, `pop` and `close` at once: a value is handed out or handed back, never lost.
/// Four threads (main closes, one pushes, one pops, the imp), exhaustive.
pub fn accepted_values_are_handed_out() {
    let name = "accepted_values_are_handed_out";
    check(name, Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new());
        let imp = imp();
        let popped = popper(&queue);
        let pushed = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.push(1).is_ok())
        };
        queue.close();
        let accepted = pushed.join().unwrap();
        assert_eq!(popped.join().unwrap(), accepted.then_some(1));
        imp.join().unwrap();
    });
}

/// A whole life: build, execute, drop. Three threads (main, the worker, the imp),
/// exhaustive.
pub fn drop_runs_what_was_accepted() {
    check("drop_runs_what_was_accepted", Bound::Exhaustive, || {
        let pool = Pool::new(1).unwrap();
        let imp = imp();
        let ran = Plain::new(AtomicUsize::new(0));
        for _ in 0..2 {
            let ran = Plain::clone(&ran);
            let task = move || {
                ran.fetch_add(1, SeqCst);
            };
            pool.execute(task).unwrap();
        }
        drop(pool);
        assert_eq!(ran.load(SeqCst), 2, "an accepted task did not run");
        imp.join().unwrap();
    });
}

/// `execute` races `shutdown`: the task runs before `shutdown` returns, or it comes back.
/// Three threads (main, a producer, the worker), exhaustive. No imp: `pop_waits_for_a_value`
/// has one.
// ANCHOR: race
pub fn execute_against_shutdown() {
    check("execute_against_shutdown", Bound::Exhaustive, || {
        let pool = Arc::new(Pool::new(1).unwrap());
        let ran = Plain::new(AtomicUsize::new(0));
        let producer = {
            let (pool, ran) = (Arc::clone(&pool), Plain::clone(&ran));
            thread::spawn(move || {
                let task = move || {
                    ran.fetch_add(1, SeqCst);
                };
                pool.execute(task).is_ok()
            })
        };
        pool.shutdown();
        let ran = ran.load(SeqCst);
        let accepted = producer.join().unwrap();
        assert_eq!(ran == 1, accepted);
    });
}
// ANCHOR_END: race

/// Two threads shut down at once, and neither returns before the task has run. Three
/// threads (main, the other one, the worker), exhaustive. No imp: `pop_waits_for_a_value` has
/// one.
pub fn two_threads_shut_down() {
    check("two_threads_shut_down", Bound::Exhaustive, || {
        let pool = Arc::new(Pool::new(1).unwrap());
        let ran = Plain::new(AtomicUsize::new(0));
        let counter = Plain::clone(&ran);
        let task = move || {
            counter.fetch_add(1, SeqCst);
        };
        pool.execute(task).unwrap();
        let other = {
            let (pool, ran) = (Arc::clone(&pool), Plain::clone(&ran));
            thread::spawn(move || {
                pool.shutdown();
                ran.load(SeqCst)
            })
        };
        pool.shutdown();
        assert_eq!(ran.load(SeqCst), 1, "not waited for");
        assert_eq!(other.join().unwrap(), 1, "the other has not waited");
    });
}

/// Each worker is waited for, whichever is the slow one. Three threads (main, two workers),
/// exhaustive. No imp: nobody waits.
pub fn join_waits_for_each_worker() {
    check("join_waits_for_each_worker", Bound::Exhaustive, || {
        // loom's, so that it tries a look that comes too early.
        let ended = Plain::new(super::sync::atomic::AtomicUsize::new(0));
        let mut workers = Workers::new();
        for _ in 0..2 {
            let ended = Plain::clone(&ended);
            let work = move || _ = ended.fetch_add(1, SeqCst);
            workers.spawn(work).unwrap();
        }
        workers.join();
        assert_eq!(ended.load(SeqCst), 2, "a worker was left running");
    });
}

/// Two tasks shut their pool down, each on a worker: neither waits for the other, and main
/// waits for both. Three threads (main, two workers), two preemptions, one for each worker:
/// without a bound it does not end within a minute. No imp: `pop_waits_for_a_value` has one.
pub fn two_tasks_shut_down() {
    check("two_tasks_shut_down", Bound::Preemptions(2), || {
        let pool = Arc::new(Pool::new(2).unwrap());
        let ended = Plain::new(AtomicUsize::new(0));
        let accepted = [(); 2].map(|()| {
            let (same_pool, ended) = (Arc::clone(&pool), Plain::clone(&ended));
            let task = move || {
                same_pool.shutdown();
                drop(same_pool);
                ended.fetch_add(1, SeqCst);
            };
            usize::from(pool.execute(task).is_ok())
        });
        pool.shutdown();
        let accepted = accepted.into_iter().sum::<usize>();
        assert_eq!(ended.load(SeqCst), accepted, "a worker was left running");
    });
}

/// A task shuts another pool down. It is a worker, but none of that one, so it waits for it. Three
/// threads (main, a worker of each pool), two preemptions, one for each worker. No imp:
/// `pop_waits_for_a_value` has one.
pub fn a_task_may_shut_another_pool_down() {
    let name = "a_task_may_shut_another_pool_down";
    check(name, Bound::Preemptions(2), || {
        let [one, other] = [(); 2].map(|()| Pool::new(1).unwrap());
        let ran = Plain::new(AtomicUsize::new(0));
        let ran_by_then = Plain::new(AtomicUsize::new(0));
        let counter = Plain::clone(&ran);
        let task = move || {
            counter.fetch_add(1, SeqCst);
        };
        other.execute(task).unwrap();
        let told = Plain::clone(&ran_by_then);
        let task = move || {
            other.shutdown();
            told.store(ran.load(SeqCst), SeqCst);
        };
        one.execute(task).unwrap();
        drop(one);
        assert_eq!(
            ran_by_then.load(SeqCst),
            1,
            "the other pool's worker was left running"
        );
    });
}

/// A task and main each hold the pool, and either may be the last to drop it. Three threads
/// (main, the worker, the imp), exhaustive.
pub fn a_task_may_shut_its_pool_down() {
    let name = "a_task_may_shut_its_pool_down";
    check(name, Bound::Exhaustive, || {
        let pool = Arc::new(Pool::new(1).unwrap());
        let imp = imp();
        let same_pool = Arc::clone(&pool);
        pool.execute(move || drop(same_pool)).unwrap();
        drop(pool);
        imp.join().unwrap();
    });
}

/// A task panics; the next one runs all the same, on the same worker. Two threads (main,
/// the worker), exhaustive. No imp: `pop_waits_for_a_value` has one.
pub fn a_panic_is_contained() {
    check("a_panic_is_contained", Bound::Exhaustive, || {
        let pool = Pool::new(1).unwrap();
        let ran = Plain::new(AtomicUsize::new(0));
        let counter = Plain::clone(&ran);
        pool.execute(|| panic!("a task's panic")).unwrap();
        let task = move || {
            counter.fetch_add(1, SeqCst);
        };
        pool.execute(task).unwrap();
        drop(pool);
        assert_eq!(ran.load(SeqCst), 1);
    });
}

fn popper(queue: &Arc<Queue<u32>>) -> thread::JoinHandle<Option<u32>> {
    let queue = Arc::clone(queue);
    thread::spawn(move || queue.pop())
}
