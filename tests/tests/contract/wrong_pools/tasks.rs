//! Tasks that are lost, out of order, too many at once or too few.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use contract::*;

use crate::wrong_pools::mistake::{LosesTasks, Mistake, Stack, Wrong};
use crate::wrong_pools::rejected;

#[test]
fn loses_tasks() {
    let reason = "lost or doubled";
    rejected(runs_every_task_once::<Wrong<LosesTasks>>, reason);
    rejected(
        runs_the_tasks_of_many_producers::<Wrong<LosesTasks>>,
        reason,
    );
}

/// Runs a task while it holds the lock that `execute` needs.
#[derive(Default)]
struct RunsUnderTheLock {
    /// Protects nothing here; in a real pool of this kind, the queue.
    queue: Arc<Mutex<()>>,
}

impl Mistake for RunsUnderTheLock {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        let queue = Arc::clone(&self.queue);
        drop(self.queue.lock().unwrap());
        pool.execute(move || {
            let _guard = queue.lock().unwrap();
            task();
        })
    }
}

#[test]
fn runs_a_task_under_the_lock() {
    let reason = "waited in vain: tasks of tasks run";
    rejected(a_task_may_execute_tasks::<Wrong<RunsUnderTheLock>>, reason);
}

/// Runs a task on the thread that brings it. No queue, no worker.
#[derive(Default)]
struct OnTheCaller;

impl Mistake for OnTheCaller {
    fn execute(&self, _: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        task();
        Ok(())
    }
}

#[test]
fn runs_tasks_on_the_caller() {
    let reason = "a task ran on the thread that called execute";
    rejected(n_tasks_run_at_once::<Wrong<OnTheCaller>>, reason);
}

/// One worker, however many were asked for.
#[derive(Default)]
struct OneWorker;

impl Mistake for OneWorker {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn build(_: usize, capacity: usize) -> chapter4::Pool {
        chapter4::Pool::new(1, capacity).unwrap()
    }
}

#[test]
fn has_one_worker() {
    let reason = "waited in vain: 2 of 3 tasks run at once";
    rejected(n_tasks_run_at_once::<Wrong<OneWorker>>, reason);
}

/// One worker more than asked for.
#[derive(Default)]
struct OneWorkerMore;

impl Mistake for OneWorkerMore {
    const GRACE: Duration = Duration::from_secs(30); // the third task ends the wait

    fn build(workers: usize, capacity: usize) -> chapter4::Pool {
        chapter4::Pool::new(workers + 1, capacity).unwrap()
    }
}

#[test]
fn has_one_worker_more() {
    let reason = "must not be: a third task runs beside two";
    rejected(at_most_n_tasks_run_at_once::<Wrong<OneWorkerMore>>, reason);
}

/// Chapter 1: as many threads as tasks.
struct ThreadPerTask(chapter1::Pool);

impl Pool for ThreadPerTask {
    const GRACE: Duration = Duration::from_secs(30); // the third task ends the wait

    fn build(_: usize, _: usize) -> Self {
        ThreadPerTask(chapter1::Pool::new())
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.execute(task);
        Ok(())
    }
}

#[test]
fn chapter1_has_no_limit() {
    let reason = "must not be: a third task runs beside two";
    rejected(at_most_n_tasks_run_at_once::<ThreadPerTask>, reason);
}

#[test]
fn runs_the_newest_first() {
    let reason = "not in order: [19, 18, 17";
    rejected(first_in_first_out::<Wrong<Stack>>, reason);
}
