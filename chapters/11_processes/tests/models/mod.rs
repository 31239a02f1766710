//! What loom checks in chapter 11. `tests/loom.rs` runs these on the source, and each
//! `tests/bug_*.rs` on a planted bug. Main is one of the threads in each.
#![allow(dead_code)] // a planted bug runs one model of many

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::dispatcher::{Dispatcher, End, Taken};
use super::sync::{Arc, Condvar, Mutex};
use super::thread;
use seam::imp::imp;
use seam::model::{Bound, check};

// ANCHOR: worker
/// A process, as far as the dispatcher can tell: it lives until something kills it, and
/// whoever talks to it hears of that. Its pipes are a lock and a condvar.
#[derive(Clone)]
struct Worker(Arc<(Mutex<Life>, Condvar)>);

#[derive(Default)]
struct Life {
    dead: bool,
    /// How many calls it has at this moment.
    calls: usize,
}

impl Worker {
    fn start() -> Worker {
        Worker(Arc::new((Mutex::default(), Condvar::new())))
    }

    /// May come at any step: it is a thread of its own that does it.
    fn kill(&self) {
        self.0.0.lock().unwrap().dead = true;
        self.0.1.notify_all();
    }

    fn is_dead(&self) -> bool {
        self.0.0.lock().unwrap().dead
    }

    /// Writes a call and reads the answer: two steps, and it may die before either.
    fn talk(&self) -> bool {
        let mut life = self.0.0.lock().unwrap();
        life.calls += 1;
        assert_eq!(life.calls, 1, "a worker with two tasks");
        let alive = !life.dead;
        drop(life);
        let mut life = self.0.0.lock().unwrap();
        life.calls -= 1;
        alive && !life.dead
    }

    /// A call that never ends, but by the worker's death.
    fn talk_for_ever(&self) {
        let mut life = self.0.0.lock().unwrap();
        while !life.dead {
            // Notified by `kill`.
            life = self.0.1.wait(life).unwrap();
        }
    }
}
// ANCHOR_END: worker

type Workers = Arc<Dispatcher<Worker>>;

fn workers(places: usize, patience: usize) -> Workers {
    Arc::new(Dispatcher::new(places, patience))
}

/// As `Calls::talk` does it: takes a worker, talks, and gives it back or buries it. Was
/// there an answer?
fn call(workers: &Workers) -> Result<bool, End> {
    let Taken { place, worker } = workers.take()?;
    let worker = match worker {
        Some(worker) => worker,
        None => start(workers, place)?,
    };
    let alive = worker.talk();
    give_back(workers, place, &worker, alive);
    Ok(alive)
}

fn give_back(workers: &Workers, place: usize, worker: &Worker, alive: bool) {
    if !alive {
        workers.died(place);
    } else if workers.done(place).is_err() {
        worker.kill();
    }
}

fn start(workers: &Workers, place: usize) -> Result<Worker, End> {
    let worker = Worker::start();
    match workers.started(place, worker.clone()) {
        Ok(()) => Ok(worker),
        Err(end) => {
            worker.kill();
            Err(end)
        }
    }
}

/// Something kills the worker, before its first call, during it, between the calls, or
/// after: each call is settled, and the place is never lost, so that the next one finds a
/// worker. Two threads (main makes the calls, the killer).
// ANCHOR: death
pub fn a_death_at_any_step_settles_the_task() {
    check(
        "a_death_at_any_step_settles_the_task",
        Bound::Exhaustive,
        || {
            let workers = workers(1, 0);
            let Taken { place, .. } = workers.take().unwrap();
            let victim = start(&workers, place).unwrap();
            workers.done(place).unwrap();
            let killer = thread::spawn(move || victim.kill());
            let mut lost = (0..2).filter(|_| !call(&workers).unwrap()).count();
            killer.join().unwrap();
            lost += usize::from(!call(&workers).unwrap());
            assert!(lost <= 1, "it dies once");
            assert!(call(&workers).unwrap(), "another is in its place");
            let left = workers.end(End::Closed);
            assert_eq!(
                (left.idle.len(), left.busy.len()),
                (1, 0),
                "the pool stays at one"
            );
        },
    );
}
// ANCHOR_END: death

/// Two callers want the one worker: one waits, is woken, and no worker has two calls. Three
/// threads (main and another call, the imp).
pub fn two_callers_and_one_place() {
    check("two_callers_and_one_place", Bound::Preemptions(3), || {
        let workers = workers(1, 0);
        let other = {
            let workers = Arc::clone(&workers);
            thread::spawn(move || call(&workers).unwrap())
        };
        let imp = imp();
        assert!(call(&workers).unwrap());
        assert!(other.join().unwrap());
        imp.join().unwrap();
        assert_eq!(workers.workers().len(), 1);
    });
}

/// Main terminates while another thread starts a worker and makes a call without end. The
/// call ends: the worker is killed by main, or by whoever started it too late. Two threads.
// ANCHOR: terminate
pub fn terminate_against_a_start() {
    check("terminate_against_a_start", Bound::Exhaustive, || {
        let workers = workers(1, 0);
        let caller = {
            let workers = Arc::clone(&workers);
            thread::spawn(move || {
                let Ok(Taken { place, .. }) = workers.take() else {
                    return;
                };
                if let Ok(worker) = start(&workers, place) {
                    worker.talk_for_ever();
                    assert_eq!(workers.died(place), Some(End::Terminated));
                }
            })
        };
        let left = workers.end(End::Terminated);
        left.busy.iter().for_each(Worker::kill);
        caller.join().unwrap();
        assert!(workers.workers().is_empty(), "somebody is left behind");
    });
}
// ANCHOR_END: terminate

/// Main terminates while another thread gives its worker back. Either main finds it, or the
/// other thread is told: nobody is left alive. Two threads.
pub fn terminate_against_a_call_that_ends() {
    check(
        "terminate_against_a_call_that_ends",
        Bound::Exhaustive,
        || {
            let workers = workers(1, 0);
            let Taken { place, .. } = workers.take().unwrap();
            let worker = start(&workers, place).unwrap();
            let ends = {
                let (workers, worker) = (Arc::clone(&workers), worker.clone());
                thread::spawn(move || {
                    let alive = worker.talk();
                    give_back(&workers, place, &worker, alive);
                })
            };
            let left = workers.end(End::Terminated);
            left.busy.iter().chain(&left.idle).for_each(Worker::kill);
            ends.join().unwrap();
            assert!(worker.is_dead(), "somebody is left behind");
            assert!(workers.workers().is_empty(), "nobody waits for it");
        },
    );
}

/// Each worker dies before it says hello. Two callers try until they hear that the pool is
/// broken, and both do. Three threads (main and another call, the imp).
pub fn workers_that_die_at_once_break_the_pool() {
    let name = "workers_that_die_at_once_break_the_pool";
    check(name, Bound::Preemptions(3), || {
        let workers = workers(1, 1);
        let born = Plain::new(AtomicUsize::new(0));
        let tries = {
            let (workers, born) = (Arc::clone(&workers), Plain::clone(&born));
            move || loop {
                match workers.take() {
                    Ok(taken) => {
                        assert!(born.fetch_add(1, SeqCst) < 2, "started for ever");
                        workers.stillborn(taken.place, || "dead".into());
                    }
                    Err(end) => break assert_eq!(end, End::Broken("dead".into())),
                }
            }
        };
        let other = thread::spawn(tries.clone());
        let imp = imp();
        tries();
        other.join().unwrap();
        imp.join().unwrap();
    });
}

/// Two callers, each with a worker that dies at its start and one that serves, and again. So
/// at most two deaths in a row, and the pool forgives two. Two threads; two preemptions, one
/// for each caller: with three it takes long and finds nothing else.
pub fn deaths_with_work_between_break_nothing() {
    let name = "deaths_with_work_between_break_nothing";
    check(name, Bound::Preemptions(2), || {
        let workers = workers(1, 2);
        let caller = |workers: Workers| {
            for _ in 0..2 {
                let Taken { place, .. } = workers.take().expect("not broken");
                workers.stillborn(place, || "dead".into());
                assert!(call(&workers).expect("not broken"));
            }
        };
        let other = {
            let workers = Arc::clone(&workers);
            thread::spawn(move || caller(workers))
        };
        caller(workers);
        other.join().unwrap();
    });
}
