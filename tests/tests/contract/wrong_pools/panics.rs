//! Pools that a panic harms.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use contract::*;

use crate::wrong_pools::rejected;

/// Chapter 2: a panic ends a worker, and nothing ends the others.
struct Mortal(chapter2::Pool);

impl Pool for Mortal {
    const PATIENCE: Duration = Duration::from_secs(1);
    const GRACE: Duration = Duration::from_secs(30); // the failure ends the wait

    fn build(workers: usize, _: usize) -> Self {
        Mortal(chapter2::Pool::new(workers))
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.execute(task);
        Ok(())
    }
}

#[test]
fn chapter2_dies_of_panics() {
    let reason = "waited in vain: after the panics, 1 of 2 tasks run";
    rejected(a_panic_takes_nothing_with_it::<Mortal>, reason);
}

#[test]
fn chapter2_does_not_wait() {
    let reason = "drop returned before every task had ended";
    rejected(drop_waits_for_every_task::<Mortal>, reason);
}

/// Contains a panic, but not the destructor of what it carries.
struct DropsThePayload(chapter2::Pool);

impl Pool for DropsThePayload {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn build(workers: usize, _: usize) -> Self {
        DropsThePayload(chapter2::Pool::new(workers))
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.execute(|| {
            let outcome = catch_unwind(AssertUnwindSafe(task));
            let dropped = catch_unwind(AssertUnwindSafe(|| drop(outcome)));
            if let Err(second) = dropped {
                // The worker dies. Not with a bomb in its hand: std would abort the process.
                mem::forget(second);
                panic!("what the panic carried");
            }
        });
        Ok(())
    }
}

#[test]
fn dies_of_what_a_panic_carries() {
    let reason = "the task after the bomb runs"; // in vain, or never: the worker is gone
    rejected(a_panic_may_carry_a_bomb::<DropsThePayload>, reason);
}

/// A thread for every task, and a join that ends at the first panic.
struct StopsAtAPanic {
    /// Protects the handles of the threads that nobody has joined yet.
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Pool for StopsAtAPanic {
    const GRACE: Duration = Duration::from_secs(30); // the failure ends the wait

    fn build(_: usize, _: usize) -> Self {
        let threads = Mutex::default();
        StopsAtAPanic { threads }
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.threads.lock().unwrap().push(thread::spawn(task));
        Ok(())
    }
}

impl Drop for StopsAtAPanic {
    fn drop(&mut self) {
        for thread in self.threads.get_mut().unwrap().drain(..) {
            if thread.join().is_err() {
                return; // and the others?
            }
        }
    }
}

#[test]
fn stops_waiting_at_a_panic() {
    let reason = "drop did not wait for the task beside the panic";
    rejected(drop_waits_though_a_task_panicked::<StopsAtAPanic>, reason);
}
