//! Models of a task that is awaited. Main is one of the threads in each. There is no pool:
//! a thread that runs the claim is the worker.
//!
//! Where a bound is given, the exhaustive search takes from 7 seconds to minutes.

use std::future::poll_fn;
use std::sync::Arc as Plain;
use std::task::{Poll, Wake, Waker};

use super::block_on::{Parker, block_on};
use super::cancellation::{self, claim::Claim, crew::Crew};
use super::combine::{Either, join_all, select};
use super::error::TaskError;
use super::executor::Executor;
use super::future::Future;
use super::outcome::promise;
use super::polling::{Count, poll};
use super::sync::atomic::{AtomicBool, Ordering::Relaxed};
use super::sync::{Arc, Mutex};
use super::thread::{self, JoinHandle};
use super::waker::WakerSlot;
use seam::foreign::{Event, Foreign};
use seam::imp::imp;
use seam::model::{Bound, check};

/// An await against the worker, which may settle before the waker is registered, just then,
/// or after: the wake-up is not lost. Two threads (main awaits, the worker), exhaustive. No
/// imp: it would wake one whom nobody has woken.
pub fn register_against_wake() {
    check("register_against_wake", Bound::Exhaustive, || {
        let (claim, future) = task(|| 42);
        let worker = run(claim);
        assert_eq!(block_on(future).unwrap(), 42);
        worker.join().unwrap();
    });
}

/// Polled with one waker, then, as if moved to another task, with a second one: that one
/// is woken, once, whenever the task ends. Two threads (main polls, the worker), exhaustive. No
/// imp: it would wake one whom nobody has woken.
// ANCHOR: replace
pub fn replace_against_wake() {
    check("replace_against_wake", Bound::Exhaustive, || {
        let (claim, mut future) = task(|| 42);
        let (first, its_waker) = Count::new();
        let second = Plain::new(Parker::new());
        let worker = run(claim);
        let mut polled = poll(&mut future, &its_waker);
        if polled.is_pending() {
            polled = poll(&mut future, &Waker::from(Plain::clone(&second)));
        }
        if polled.is_pending() {
            second.park(); // for ever, unless this one is woken
            polled = poll(&mut future, &its_waker);
        }
        assert!(matches!(polled, Poll::Ready(Ok(42))));
        worker.join().unwrap();
        assert!(first.get() <= 1);
    });
}
// ANCHOR_END: replace

/// Polled and dropped, at any moment: the waker is woken once at most, and afterwards nobody
/// keeps it, however long the task takes. Two threads (main, the worker), exhaustive. No imp:
/// nobody waits.
pub fn drop_against_wake() {
    check("drop_against_wake", Bound::Exhaustive, || {
        let (claim, mut future) = task(|| 42);
        let (count, waker) = Count::new();
        let worker = run(claim);
        let _ = poll(&mut future, &waker);
        drop(future);
        drop(waker);
        worker.join().unwrap();
        assert!(count.get() <= 1);
        assert_eq!(Plain::strong_count(&count), 1, "somebody keeps the waker");
    });
}

/// A waker that takes a lock, and a task that drops its await while it holds that lock: whatever
/// a waker does, it does it without ours. Two threads (main awaits, the worker), exhaustive. No
/// imp: nobody waits.
// ANCHOR: locks
pub fn a_waker_may_take_locks() {
    struct Locks(Arc<Mutex<u32>>); // protects a count of wake-ups, as an executor might
    impl Wake for Locks {
        fn wake(self: Plain<Self>) {
            *self.0.lock().unwrap() += 1;
        }
    }
    check("a_waker_may_take_locks", Bound::Exhaustive, || {
        let (claim, mut future) = task(|| 42);
        let wakes = Arc::new(Mutex::new(0));
        let waker = || Waker::from(Plain::new(Locks(Arc::clone(&wakes))));
        let worker = run(claim);
        let _ = poll(&mut future, &waker());
        let guard = wakes.lock().unwrap();
        drop(future); // takes its waker back, while somebody may be waking it
        drop(guard);
        worker.join().unwrap();
        assert!(*wakes.lock().unwrap() <= 1);
    });
}
// ANCHOR_END: locks

/// A waker that uses its slot while it is cloned, woken and dropped: as it is left there, as
/// another takes its place, as it is taken back, and as somebody wakes. None of it happens under
/// the slot's lock. Two threads (main, one that wakes), two preemptions: one for each. No imp:
/// nobody waits.
// ANCHOR: foreign
pub fn a_waker_may_use_its_slot() {
    check("a_waker_may_use_its_slot", Bound::Preemptions(2), || {
        let slot = Arc::new(WakerSlot::new());
        let same = Arc::clone(&slot);
        let wakes = thread::spawn(move || same.wake());
        for event in [Event::Clone, Event::Wake, Event::Drop] {
            let foreign = [(); 2].map(|()| {
                let slot = Arc::clone(&slot);
                Foreign::new(move |now| {
                    if now == event {
                        slot.clear();
                    }
                })
            });
            let wakers = foreign.each_ref().map(Foreign::waker);
            slot.register(&wakers[0]);
            slot.register(&wakers[1]);
            slot.wake();
            slot.register(&wakers[0]);
            slot.clear();
        }
        wakes.join().unwrap();
    });
}
// ANCHOR_END: foreign

/// Two wake-ups, at any moments, and a spurious one: one token, which is not lost, and no
/// sleep ends without it. Four threads (main parks, two wake it, the imp), three
/// preemptions: one for each but the imp.
pub fn many_wakes_are_one() {
    check("many_wakes_are_one", Bound::Preemptions(3), || {
        let parker = Plain::new(Parker::new());
        let (woken, count) = Count::new();
        let imp = imp();
        let wakers = [(); 2].map(|()| {
            let (waker, count) = (Waker::from(Plain::clone(&parker)), count.clone());
            thread::spawn(move || {
                count.wake();
                waker.wake();
            })
        });
        parker.park();
        assert!(woken.get() > 0, "nobody had woken it");
        for waker in wakers {
            waker.join().unwrap();
        }
        imp.join().unwrap();
    });
}

/// Two tasks end, in any order: one comes first, and the other one can be awaited still.
/// Three threads (main awaits, two workers), three preemptions: one for each. No imp:
/// `many_wakes_are_one` has one.
pub fn select_gives_the_loser_back() {
    let name = "select_gives_the_loser_back";
    check(name, Bound::Preemptions(3), || {
        let ((one, a), (two, b)) = (task(|| 1), task(|| 2));
        let workers = [run(one), run(two)];
        let (first, loser) = match block_on(select(a, b)) {
            Either::Left((output, b)) => (output, b),
            Either::Right((output, a)) => (output, a),
        };
        assert_eq!(first.unwrap() + block_on(loser).unwrap(), 1 + 2);
        for worker in workers {
            worker.join().unwrap();
        }
    });
}

/// Both are waited for, and their outputs are in order. Three threads (main awaits, two
/// workers), three preemptions: one for each. No imp: `many_wakes_are_one` has one.
pub fn join_all_waits_for_all() {
    check("join_all_waits_for_all", Bound::Preemptions(3), || {
        let ((one, a), (two, b)) = (task(|| 1), task(|| 2));
        let workers = [run(two), run(one)];
        let both = block_on(join_all([a, b]));
        let both: Vec<i32> = both.into_iter().map(Result::unwrap).collect();
        assert_eq!(both, [1, 2]);
        for worker in workers {
            worker.join().unwrap();
        }
    });
}

/// An await that is given up just as the task starts: it runs or it is cancelled, and what
/// it captured is gone. Two threads (main, the worker), exhaustive. No imp: nobody waits.
pub fn abort_against_start() {
    check("abort_against_start", Bound::Exhaustive, || {
        let (ran, its_count) = Count::new();
        let (claim, future) = task(move || its_count.wake_by_ref());
        let (woken, waker) = Count::new();
        let same = Plain::clone(&claim);
        let worker = thread::spawn(move || same.run());
        let mut future = future.abort_on_drop();
        let done = poll(&mut future, &waker).is_ready();
        drop(future);
        let it_ran = worker.join().unwrap();
        assert_eq!(ran.get(), usize::from(it_ran));
        assert!(it_ran || !done);
        assert_eq!(Plain::strong_count(&ran), 1, "the task is still there");
        assert!(woken.get() <= 1);
    });
}

/// Two tasks of an executor, woken by two workers just as it goes to sleep, or polls. Three
/// threads (main, two workers), three preemptions: one for each. No imp: `many_wakes_are_one`
/// has one.
pub fn the_executor_hears_every_wake() {
    let name = "the_executor_hears_every_wake";
    check(name, Bound::Preemptions(3), || {
        let mut executor = Executor::new();
        let workers = [(); 2].map(|()| {
            let (claim, future) = task(|| 42);
            executor.spawn(async { assert_eq!(future.await.unwrap(), 42) });
            run(claim)
        });
        executor.run();
        for worker in workers {
            worker.join().unwrap();
        }
    });
}

/// Two futures, and each is woken once, by a thread of its own: each is polled twice at most.
/// One that nobody has woken is left alone, whoever else is. Three threads (main, two that
/// wake), three preemptions: one for each. No imp: it would wake one whom nobody has woken.
pub fn who_is_not_woken_is_not_polled() {
    let name = "who_is_not_woken_is_not_polled";
    check(name, Bound::Preemptions(3), || {
        let mut executor = Executor::new();
        let counts = [0, 1].map(|nth| {
            let done = Plain::new([AtomicBool::new(false), AtomicBool::new(false)]);
            let (polls, counter) = Count::new();
            let mut thread = None;
            executor.spawn(poll_fn(move |cx| {
                counter.wake_by_ref();
                thread.get_or_insert_with(|| wakes(&done, nth, cx.waker().clone()));
                match done[nth].load(Relaxed) {
                    true => Poll::Ready(()),
                    false => Poll::Pending,
                }
            }));
            polls
        });
        executor.run();
        for polls in counts {
            assert!(polls.get() <= 2, "polled {} times", polls.get());
        }
    });
}

/// One future waits for two threads, which wake it at once, before, in or after a poll: it is
/// queued once for both, and finds what both have done, without a lock and with `Relaxed`.
/// Three threads (main, two that wake), three preemptions: one for each. No imp:
/// `many_wakes_are_one` has one.
// ANCHOR: queued_once
pub fn wakes_that_meet_are_all_heard() {
    let name = "wakes_that_meet_are_all_heard";
    check(name, Bound::Preemptions(3), || {
        let done = Plain::new([AtomicBool::new(false), AtomicBool::new(false)]);
        let mut threads = Vec::new();
        let mut executor = Executor::new();
        executor.spawn(poll_fn(move |cx| {
            if threads.is_empty() {
                threads = [0, 1]
                    .map(|nth| wakes(&done, nth, cx.waker().clone()))
                    .into();
            }
            match done.iter().all(|done| done.load(Relaxed)) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        }));
        executor.run();
    });
}
// ANCHOR_END: queued_once

fn wakes(done: &Plain<[AtomicBool; 2]>, nth: usize, waker: Waker) -> JoinHandle<()> {
    let done = Plain::clone(done);
    thread::spawn(move || {
        done[nth].store(true, Relaxed);
        waker.wake();
    })
}

fn task<T: Send + 'static>(
    task: impl FnOnce() -> T + Send + 'static,
) -> (Plain<Claim<T>>, Future<T>) {
    let (promise, outcome) = promise();
    let claim = Plain::new(Claim::new(promise, Box::new(task)));
    let future = cancellation::Future::new(outcome, Plain::clone(&claim), Crew::new(1));
    (claim, Future::new(future))
}

fn run<T: Send + 'static>(claim: Plain<Claim<T>>) -> JoinHandle<()> {
    thread::spawn(move || {
        claim.run();
    })
}
