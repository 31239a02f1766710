//! What loom checks in chapter 11. `tests/loom.rs` runs these on the source, and each module
//! in `tests/bugs` on a planted bug. Main is one of the threads in each.
#![allow(dead_code)] // a planted bug runs one model of many

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::deaths::Deaths;
use super::dispatcher::Dispatcher;
use super::sync::{Arc, Condvar, Mutex};
use super::taken::{End, Taken};
use super::thread;
use super::time::Duration;
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

/// A process, as far as the dispatcher can tell: it lives until something kills it, and
/// the thread that talks to it hears of that. Its line is a lock and a condvar.
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

    // ANCHOR: worker
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
    // ANCHOR_END: worker

    /// A call that never ends, but by the worker's death.
    fn talk_for_ever(&self) {
        let mut life = self.0.0.lock().unwrap();
        while !life.dead {
            // Notified by `kill`.
            life = self.0.1.wait(life).unwrap();
        }
    }
}

type Workers = Arc<Dispatcher<Worker>>;

/// So many places, and a patience. No pauses: a failure is counted at once.
fn workers(places: usize, patience: u32) -> Workers {
    with_deaths(places, Deaths::new(patience, Duration::ZERO))
}

fn with_deaths(places: usize, deaths: Deaths) -> Workers {
    Arc::new(Dispatcher::new(places, deaths, Worker::kill))
}

/// As `Calls::talk` does it: takes a worker, talks, and gives it back, if it lives. Was there
/// an answer?
fn call(workers: &Workers) -> Result<bool, End> {
    let mut taken = workers.take()?;
    let worker = match taken.worker() {
        Some(worker) => worker.clone(),
        None => start(&mut taken)?,
    };
    let alive = worker.talk();
    if alive {
        taken.heard_of();
        taken.rest();
    }
    Ok(alive)
}

/// Two threads that each take a place, and keep it until the other has one, too.
fn both_take(workers: &Workers) -> [thread::JoinHandle<()>; 2] {
    // The lock protects how many have a place; the second notifies the first.
    let have = Arc::new((Mutex::new(0), Condvar::new()));
    [(); 2].map(|()| {
        let (workers, have) = (Arc::clone(workers), Arc::clone(&have));
        thread::spawn(move || {
            let _taken = workers.take().unwrap();
            let (count, changed) = &*have;
            let mut count = count.lock().unwrap();
            *count += 1;
            changed.notify_all();
            while *count < 2 {
                count = changed.wait(count).unwrap();
            }
        })
    })
}

fn start(taken: &mut Taken<'_, Worker>) -> Result<Worker, End> {
    let worker = Worker::start();
    taken.started(worker.clone())?;
    Ok(worker)
}

/// As `Workers::close` does it.
fn close(workers: &Workers) {
    drop(workers.end(End::Closed));
    workers.wait_all_back();
}

/// Something kills the worker, before its first call, during it, between the calls, or after: each
/// call is settled, and the place is never lost, so that the next one finds a worker. Two threads
/// (main makes the calls, the killer), exhaustive. No imp: `two_callers_and_one_place` has one.
// ANCHOR: death
pub fn a_death_at_any_step_settles_the_task() {
    check(
        "a_death_at_any_step_settles_the_task",
        Bound::Exhaustive,
        || {
            let workers = workers(1, 0);
            let mut taken = workers.take().unwrap();
            let victim = start(&mut taken).unwrap();
            taken.rest();
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
/// threads (main and another call, the imp), three preemptions, one for each.
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

/// Two callers wait, and two workers come back, one after the other: each wakes one, also if the
/// first is still there when the second comes. Three threads (main, two callers), two preemptions,
/// one for each caller. No imp: it would wake the one whom nobody has woken.
pub fn two_places_wake_two() {
    check("two_places_wake_two", Bound::Preemptions(2), || {
        let workers = workers(2, 0);
        let taken = [(); 2].map(|()| {
            let mut taken = workers.take().unwrap();
            start(&mut taken).unwrap();
            taken
        });
        let others = both_take(&workers);
        taken.into_iter().for_each(Taken::rest);
        for other in others {
            other.join().unwrap();
        }
    });
}

/// Main terminates while another thread starts a worker and makes a call without end. The
/// call ends: the worker is killed by main, or by its caller, which started it too late. Two
/// threads, exhaustive. No imp: it would wake one whom nobody has woken.
// ANCHOR: terminate
pub fn terminate_against_a_start() {
    check("terminate_against_a_start", Bound::Exhaustive, || {
        let workers = workers(1, 0);
        let caller = {
            let workers = Arc::clone(&workers);
            thread::spawn(move || {
                let Ok(mut taken) = workers.take() else {
                    return;
                };
                if let Ok(worker) = start(&mut taken) {
                    worker.talk_for_ever();
                    assert_eq!(workers.ended(), Some(End::Terminated));
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

/// Main terminates while another thread gives its worker back. Either main finds it, or the other
/// thread is told: nobody is left alive. Two threads, exhaustive. No imp:
/// `two_callers_and_one_place` has one.
pub fn terminate_against_a_call_that_ends() {
    check(
        "terminate_against_a_call_that_ends",
        Bound::Exhaustive,
        || {
            let workers = workers(1, 0);
            let caller = {
                let workers = Arc::clone(&workers);
                thread::spawn(move || {
                    let mut taken = workers.take().ok()?;
                    let worker = start(&mut taken).ok()?;
                    taken.rest();
                    Some(worker)
                })
            };
            let left = workers.end(End::Terminated);
            left.busy.iter().for_each(Worker::kill);
            drop(left);
            let worker = caller.join().unwrap();
            assert!(workers.workers().is_empty(), "nobody waits for it");
            let dead = worker.is_none_or(|worker| worker.is_dead());
            assert!(dead, "somebody is left behind");
        },
    );
}

/// Main and another thread join while a worker is idle. Each of them is told that all is over when
/// the worker is gone, whichever of the two has buried it. Two threads, exhaustive. No imp: it
/// would wake one whom nobody has woken.
// ANCHOR: joins
pub fn both_joins_wait_for_all() {
    check("both_joins_wait_for_all", Bound::Exhaustive, || {
        let workers = workers(1, 0);
        let mut taken = workers.take().unwrap();
        let worker = start(&mut taken).unwrap();
        taken.rest();
        let other = {
            let (workers, worker) = (Arc::clone(&workers), worker.clone());
            thread::spawn(move || {
                close(&workers);
                assert!(worker.is_dead(), "told too early");
            })
        };
        close(&workers);
        assert!(worker.is_dead(), "told too early");
        other.join().unwrap();
    });
}
// ANCHOR_END: joins

/// Main joins while another thread has a worker in hand, and wakes for no reason, too: it is told
/// when that worker is gone. Three threads (main, the other, the imp), exhaustive.
pub fn a_join_waits_for_who_is_busy() {
    check("a_join_waits_for_who_is_busy", Bound::Exhaustive, || {
        let workers = workers(1, 0);
        let started = {
            let mut taken = workers.take().unwrap();
            let worker = start(&mut taken).unwrap();
            taken.rest();
            worker
        };
        let imp = imp();
        let other = {
            let workers = Arc::clone(&workers);
            thread::spawn(move || drop(workers.take()))
        };
        close(&workers);
        assert!(started.is_dead(), "told too early");
        other.join().unwrap();
        imp.join().unwrap();
    });
}

/// Two join, and a third thread has the last worker in hand: when it gives it back, both are told.
/// Three threads (main gives back, two join), two preemptions, one for each that joins. No imp: it
/// would tell the one whom nobody has told.
pub fn the_last_one_back_tells_both() {
    check(
        "the_last_one_back_tells_both",
        Bound::Preemptions(2),
        || {
            let workers = workers(1, 0);
            let mut taken = workers.take().unwrap();
            let worker = start(&mut taken).unwrap();
            let others = [(); 2].map(|()| {
                let (workers, worker) = (Arc::clone(&workers), worker.clone());
                thread::spawn(move || {
                    close(&workers);
                    assert!(worker.is_dead(), "told too early");
                })
            });
            taken.rest();
            for other in others {
                other.join().unwrap();
            }
        },
    );
}

/// Each worker dies before it says hello. Two callers try until they hear that the pool is broken,
/// and both do. Three threads (main and another call, the imp), three preemptions, one for each.
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
                        taken.stillborn("dead".into());
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

/// Two threads that wait for a place, and hear of this end.
fn two_hear(workers: &Workers, end: &End) -> [thread::JoinHandle<()>; 2] {
    [(); 2].map(|()| {
        let (workers, end) = (Arc::clone(workers), end.clone());
        thread::spawn(move || assert_eq!(workers.take().err(), Some(end)))
    })
}

/// Main has the one place, and two others wait for it. Its worker is one too many that dies
/// as it starts: both are told. No imp, which would tell them, too. Three threads, exhaustive.
pub fn all_who_wait_hear_that_it_is_broken() {
    let name = "all_who_wait_hear_that_it_is_broken";
    check(name, Bound::Exhaustive, || {
        let workers = workers(1, 0);
        let taken = workers.take().unwrap();
        let others = two_hear(&workers, &End::Broken("dead".into()));
        taken.stillborn("dead".into());
        for other in others {
            other.join().unwrap();
        }
    });
}

/// The same, if its worker has said nothing, and to try again makes no sense. Three threads (main,
/// two callers), exhaustive. No imp: it would tell them, too.
pub fn all_who_wait_hear_that_it_is_hopeless() {
    let name = "all_who_wait_hear_that_it_is_hopeless";
    check(name, Bound::Exhaustive, || {
        let workers = workers(1, u32::MAX);
        let taken = workers.take().unwrap();
        let others = two_hear(&workers, &End::Broken("silent".into()));
        taken.hopeless("silent".into());
        for other in others {
            other.join().unwrap();
        }
    });
}

/// Main has the one place, two others wait for it, and main terminates: both are told at once,
/// while it still has its place. Three threads (main, two callers), exhaustive. No imp: as above.
pub fn all_who_wait_hear_of_the_end() {
    check("all_who_wait_hear_of_the_end", Bound::Exhaustive, || {
        let workers = workers(1, 0);
        let taken = workers.take().unwrap();
        let others = two_hear(&workers, &End::Terminated);
        drop(workers.end(End::Terminated));
        for other in others {
            other.join().unwrap();
        }
        drop(taken);
    });
}

/// A place comes back with its worker, which tells one of two who wait, and then comes the end,
/// which takes that place: both hear of it, while main still has it. Three threads (main, two
/// callers), two preemptions, one for each that waits. No imp: it would tell them, too.
pub fn one_place_and_the_end() {
    check("one_place_and_the_end", Bound::Preemptions(2), || {
        let workers = workers(1, 0);
        let mut taken = workers.take().unwrap();
        start(&mut taken).unwrap();
        let others = [(); 2].map(|()| {
            let workers = Arc::clone(&workers);
            thread::spawn(move || drop(workers.take())) // the end; or the place, if it is quick
        });
        taken.rest();
        let left = workers.end(End::Terminated);
        for other in others {
            other.join().unwrap();
        }
        drop(left);
    });
}

/// Two callers, each with a worker that dies at its start and one that serves, and again. So
/// at most two deaths in a row, and the pool forgives two. Two threads; two preemptions, one
/// for each caller: with three it takes long and finds nothing else. No imp:
/// `two_callers_and_one_place` has one.
pub fn deaths_with_work_between_break_nothing() {
    let name = "deaths_with_work_between_break_nothing";
    check(name, Bound::Preemptions(2), || {
        let workers = workers(1, 2);
        let caller = |workers: Workers| {
            for _ in 0..2 {
                let taken = workers.take().expect("not broken");
                taken.stillborn("dead".into());
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

/// A worker dies as it starts, and a pause begins. Another thread waits for the place, since
/// before or since after. When the pause is over it has it, though then nobody tells it; and
/// not before. Three threads (main, the other, the clock), exhaustive.
pub fn a_pause_ends() {
    check("a_pause_ends", Bound::Exhaustive, || {
        let second = Duration::from_secs(1);
        let workers = with_deaths(1, Deaths::new(1, second));
        let taken = workers.take().unwrap();
        let is_late = Plain::new(AtomicUsize::new(0));
        let other = {
            let (workers, is_late) = (Arc::clone(&workers), Plain::clone(&is_late));
            thread::spawn(move || {
                drop(workers.take().unwrap());
                assert_eq!(is_late.load(SeqCst), 1, "while the pause was on");
            })
        };
        taken.stillborn("dead".into());
        let early = workers.take_if(|_| true);
        assert!(early.is_none(), "the clock stands still");
        is_late.store(1, SeqCst);
        let clock = clock_imp();
        other.join().unwrap();
        clock.join().unwrap();
    });
}

/// Both workers of a pool die as they start, and a pause begins. Two other threads wait, each since
/// before that, and when the pause is over there is a place for each: both have one, also if the
/// one keeps it until the other comes. Four threads (main, the others, the clock), two preemptions,
/// one for each that waits.
pub fn a_pause_ends_for_all() {
    check("a_pause_ends_for_all", Bound::Preemptions(2), || {
        let second = Duration::from_secs(1);
        let workers = with_deaths(2, Deaths::new(1, second));
        let taken = [(); 2].map(|()| workers.take().unwrap());
        let others = both_take(&workers);
        let dies = |taken: Taken<'_, Worker>| taken.stillborn("dead".into());
        taken.into_iter().for_each(dies);
        let clock = clock_imp();
        for other in others {
            other.join().unwrap();
        }
        clock.join().unwrap();
    });
}
