//! What loom checks in chapter 1. `tests/loom.rs` runs these on the source, and each
//! module in `tests/bugs` on a planted bug. No imp: the pool has no condvar.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::pool::Pool;
use super::sync::{Arc, Condvar, Mutex};
use super::thread;
use seam::model::{Bound, check};

/// Three threads (main and two tasks), exhaustive.
pub fn drop_waits_for_every_task() {
    check("drop_waits_for_every_task", Bound::Exhaustive, || {
        // loom's, so that it tries a look that comes too early.
        let ran = Plain::new(super::sync::atomic::AtomicUsize::new(0));
        let pool = Pool::new();
        for _ in 0..2 {
            let ran = Plain::clone(&ran);
            pool.execute(move || {
                ran.fetch_add(1, SeqCst);
            });
        }
        drop(pool);
        assert_eq!(ran.load(SeqCst), 2, "drop did not wait");
    });
}

/// A task executes another one while `join` is waiting. Three threads (main, the task, the
/// task's task), exhaustive.
// ANCHOR: tasks_of_tasks
pub fn join_waits_for_tasks_of_tasks() {
    check("join_waits_for_tasks_of_tasks", Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Arc::new(Pool::new());
        let (counter, same_pool) = (Plain::clone(&ran), Arc::clone(&pool));
        pool.execute(move || {
            same_pool.execute(move || {
                counter.fetch_add(1, SeqCst);
            });
        });
        pool.join();
        assert_eq!(ran.load(SeqCst), 1, "a task of a task was left running");
    });
}
// ANCHOR_END: tasks_of_tasks

/// Main and a task each hold the pool, and either may be the last to drop it. Two threads,
/// exhaustive.
pub fn a_task_may_drop_the_pool() {
    check("a_task_may_drop_the_pool", Bound::Exhaustive, || {
        let pool = Arc::new(Pool::new());
        let same_pool = Arc::clone(&pool);
        pool.execute(move || drop(same_pool));
        drop(pool);
    });
}

/// A task waits for the others, of which there are none, and goes on. Whoever waits after that
/// still has to wait for the task itself. Two threads (main, the task), exhaustive.
pub fn a_task_that_joined_is_waited_for() {
    let name = "a_task_that_joined_is_waited_for";
    check(name, Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Arc::new(Pool::new());
        // The lock protects "the task has joined"; the task notifies main of it.
        let joined = Arc::new((Mutex::new(false), Condvar::new()));
        let (same_pool, counter, same) =
            (Arc::clone(&pool), Plain::clone(&ran), Arc::clone(&joined));
        pool.execute(move || {
            same_pool.join();
            drop(same_pool);
            *same.0.lock().unwrap() = true;
            same.1.notify_one();
            thread::yield_now(); // main may be faster from here on
            counter.fetch_add(1, SeqCst);
        });
        let (flag, changed) = &*joined;
        let mut has_joined = flag.lock().unwrap();
        while !*has_joined {
            has_joined = changed.wait(has_joined).unwrap();
        }
        drop(has_joined);
        pool.join();
        assert_eq!(ran.load(SeqCst), 1, "join did not wait for the task");
    });
}

/// A task waits for the others, also if its own handle is the newest, and so the first that it finds.
/// Three threads (main, the other task, the one that joins), exhaustive.
pub fn a_task_waits_for_the_others() {
    check("a_task_waits_for_the_others", Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Arc::new(Pool::new());
        let counter = Plain::clone(&ran);
        pool.execute(move || {
            counter.fetch_add(1, SeqCst);
        });
        let same_pool = Arc::clone(&pool);
        pool.execute(move || {
            same_pool.join();
            assert_eq!(ran.load(SeqCst), 1, "join did not wait for the other");
        });
    });
}
