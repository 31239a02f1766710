//! Pools that end too early, too late, or only once.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use contract::*;

use crate::wrong_pools::mistake::{Mistake, Wrong};
use crate::wrong_pools::rejected;

/// Leaves the waiting to a thread that nobody waits for.
#[derive(Default)]
struct DropDoesNotWait;

impl Mistake for DropDoesNotWait {
    const GRACE: Duration = Duration::from_secs(30); // the failure ends the wait

    fn drop(&self, pool: chapter4::Pool) {
        thread::spawn(|| drop(pool));
    }
}

#[test]
fn drop_does_not_wait() {
    let reason = "drop returned before every task had ended";
    rejected(drop_waits_for_every_task::<Wrong<DropDoesNotWait>>, reason);
}

/// Waits until no task is left, without asking whether it is in a task itself.
#[derive(Default)]
struct WaitsForItself {
    left: Arc<Left>,
}

#[derive(Default)]
struct Left {
    /// Protects the number of tasks that have not ended.
    tasks: Mutex<usize>,
    /// "There is one fewer." `shutdown` waits here; the end of each task notifies all.
    fewer: Condvar,
}

impl Mistake for WaitsForItself {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        *self.left.tasks.lock().unwrap() += 1;
        let left = Arc::clone(&self.left);
        pool.execute(move || {
            task();
            *left.tasks.lock().unwrap() -= 1;
            left.fewer.notify_all();
        })
    }

    fn shutdown(&self, pool: &chapter4::Pool) {
        let mut tasks = self.left.tasks.lock().unwrap();
        while *tasks > 0 {
            // Notified by the end of each task; but one of them may be who waits here.
            tasks = self.left.fewer.wait(tasks).unwrap();
        }
        drop(tasks);
        pool.shutdown();
    }
}

#[test]
fn waits_for_itself() {
    let reason = "waited in vain: a pool's drop returns inside its own task";
    rejected(
        the_last_handle_may_go_in_a_task::<Wrong<WaitsForItself>>,
        reason,
    );
    let reason = "waited in vain: a shutdown returns inside a task";
    rejected(shutdown_in_a_task_returns::<Wrong<WaitsForItself>>, reason);
}

/// Says yes after the shutdown as well, and drops the task.
#[derive(Default)]
struct NeverSaysNo;

impl Mistake for NeverSaysNo {
    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        let _ = pool.execute(task);
        Ok(())
    }
}

#[test]
fn accepts_tasks_after_the_shutdown() {
    let reason = "a task was accepted after the shutdown";
    rejected(shutdown_hands_the_task_back::<Wrong<NeverSaysNo>>, reason);
    let reason = "tasks that ran, tasks that were accepted";
    rejected(accepted_or_handed_back::<Wrong<NeverSaysNo>>, reason);
}

/// Hands something back, but not what was refused.
#[derive(Default)]
struct HandsBackAnother;

impl Mistake for HandsBackAnother {
    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        let refused = pool.execute(task);
        refused.map_err(|_| HandedBack::Closed(Box::new(|| ())))
    }

    fn try_execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        let refused = pool.try_execute(task);
        refused.map_err(|_| HandedBack::Full(Box::new(|| ())))
    }
}

#[test]
fn hands_another_task_back() {
    let reason = "what came back is another task";
    rejected(
        shutdown_hands_the_task_back::<Wrong<HandsBackAnother>>,
        reason,
    );
    rejected(at_most_capacity_wait::<Wrong<HandsBackAnother>>, reason);
}

/// Drops what is still queued when the pool closes.
#[derive(Default)]
struct ForgetsTheQueue {
    closed: Arc<AtomicBool>,
}

impl Mistake for ForgetsTheQueue {
    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        let closed = Arc::clone(&self.closed);
        pool.execute(move || {
            if !closed.load(SeqCst) {
                task();
            }
        })
    }

    fn shutdown(&self, pool: &chapter4::Pool) {
        self.closed.store(true, SeqCst);
        pool.shutdown();
    }
}

#[test]
fn forgets_the_queue() {
    let reason = "shutdown returned before every task had run";
    rejected(
        shutdown_runs_what_is_queued::<Wrong<ForgetsTheQueue>>,
        reason,
    );
}

/// Only the first shutdown waits; a second takes the closed pool for an ended one.
#[derive(Default)]
struct WaitsOnce {
    closed: AtomicBool,
}

impl Mistake for WaitsOnce {
    fn shutdown(&self, pool: &chapter4::Pool) {
        if !self.closed.swap(true, SeqCst) {
            pool.shutdown();
        }
    }
}

#[test]
fn only_the_first_shutdown_waits() {
    let reason = "a shutdown returned before the task had ended";
    rejected(every_shutdown_waits::<Wrong<WaitsOnce>>, reason);
}
