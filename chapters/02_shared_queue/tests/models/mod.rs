//! What loom checks in chapter 2. `tests/loom.rs` runs these on the source, and each
//! module in `tests/bugs` on a planted bug.
//!
//! loom ends an execution when every thread has ended, and the workers of this chapter
//! never do. So a model's workers do what a worker does, [`Shared::run_one`], a fixed
//! number of times; the endless loop around it is in no model.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::pool::Shared;
use super::sync::{Arc, Condvar, Mutex};
use super::thread;
use seam::imp::imp;
use seam::model::{Bound, check};

/// One worker and one task: the wake-up is not lost, and waking for no reason does no
/// harm. Three threads (main, the worker, the imp), exhaustive.
// ANCHOR: waits
pub fn a_worker_waits_for_a_task() {
    check("a_worker_waits_for_a_task", Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let shared = Arc::new(Shared::new());
        let imp = imp();
        let worker = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.run_one())
        };
        let counter = Plain::clone(&ran);
        shared.push(Box::new(move || {
            counter.fetch_add(1, SeqCst);
        }));
        worker.join().unwrap();
        imp.join().unwrap();
        assert_eq!(ran.load(SeqCst), 1);
    });
}
// ANCHOR_END: waits

/// Two workers, two tasks: each task runs once, whoever takes it, and a worker whose task
/// the other one took waits on. Four threads (main, two workers, the imp); three
/// preemptions: taking a task from under a woken worker needs two, and the exhaustive
/// search does not end within minutes.
pub fn every_task_runs_once() {
    check("every_task_runs_once", Bound::Preemptions(3), || {
        let shared = Arc::new(Shared::new());
        let workers = start_two_workers(&shared);
        let imp = imp();
        let ran: [Plain<AtomicUsize>; 2] = Default::default();
        for counter in &ran {
            let counter = Plain::clone(counter);
            shared.push(Box::new(move || {
                counter.fetch_add(1, SeqCst);
            }));
        }
        for thread in workers {
            thread.join().unwrap();
        }
        imp.join().unwrap();
        assert!(ran.iter().all(|count| count.load(SeqCst) == 1));
    });
}

/// Two tasks that wait for each other: they can only end if both run at once. Three threads
/// (main, two workers), exhaustive. No imp: it would wake one whom nobody has woken.
// ANCHOR: meet
pub fn tasks_can_meet() {
    check("tasks_can_meet", Bound::Exhaustive, || {
        let shared = Arc::new(Shared::new());
        let workers = start_two_workers(&shared);
        // The lock protects how many have come; whoever comes second notifies the first.
        let meeting = Arc::new((Mutex::new(0), Condvar::new()));
        for _ in 0..2 {
            let meeting = Arc::clone(&meeting);
            shared.push(Box::new(move || {
                let (come, changed) = &*meeting;
                let mut come = come.lock().unwrap();
                *come += 1;
                changed.notify_all();
                while *come < 2 {
                    come = changed.wait(come).unwrap();
                }
            }));
        }
        for worker in workers {
            worker.join().unwrap();
        }
    });
}
// ANCHOR_END: meet

/// A task executes another one: no lock of the pool is held while it runs. Two threads (main
/// executes, the worker), exhaustive. No imp: `a_worker_waits_for_a_task` has one.
pub fn a_task_may_execute_another() {
    check("a_task_may_execute_another", Bound::Exhaustive, || {
        let shared = Arc::new(Shared::new());
        let ran = Plain::new(AtomicUsize::new(0));
        let worker = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                shared.run_one();
                shared.run_one();
            })
        };
        let (same, counter) = (Arc::clone(&shared), Plain::clone(&ran));
        shared.push(Box::new(move || {
            let inner = move || {
                counter.fetch_add(1, SeqCst);
            };
            same.push(Box::new(inner));
        }));
        worker.join().unwrap();
        assert_eq!(ran.load(SeqCst), 1);
    });
}

fn start_two_workers(shared: &Arc<Shared>) -> [thread::JoinHandle<()>; 2] {
    [(); 2].map(|()| {
        let shared = Arc::clone(shared);
        thread::spawn(move || shared.run_one())
    })
}
