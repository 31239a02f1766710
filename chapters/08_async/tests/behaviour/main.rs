//! Chapter 8's futures on real threads: one named behaviour each. Who waits for room or
//! time is in `waiting.rs`, and every way to end an await in `grid.rs`.

mod grid;
mod properties;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;
mod waiting;

mod tools;

use std::cell::Cell;
use std::future::{pending, poll_fn, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Barrier, mpsc};
use std::task::{Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

use chapter6::{Completion, Submit, When, as_completed, wait};
use chapter8::block_on::Parker;
use chapter8::combine::{Either, join_all, select};
use chapter8::error::{TaskError, TrySendError};
use chapter8::waker::WakerSlot;
use chapter8::{Future, Pending, Pool, block_on};
use seam::foreign::{Event, Foreign};
use seam::watchdog::within;
use tools::{Count, occupied_pool, occupy, poll};

#[test]
fn await_brings_the_outcome() {
    within(60, || {
        let pool = Pool::new(2, 4).unwrap();
        let (value, panic) = block_on(async {
            let value = pool.submit(|| 42).unwrap();
            let panic = pool.submit(|| panic!("a task's panic")).unwrap();
            (value.await, panic.await)
        });
        assert_eq!(value.unwrap(), 42);
        let panic: Result<(), _> = panic;
        assert_eq!(panic.unwrap_err().message(), "a task's panic");
    });
}

/// (Python case 22)
#[test]
fn a_cancellation_wakes_and_is_the_outcome() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let mut future = pool.submit(|| unreachable!("it is cancelled")).unwrap();
        let (count, waker) = Count::new();
        let polled: Poll<Result<(), _>> = poll(&mut future, &waker);
        assert!(polled.is_pending());
        assert!(future.cancel());
        assert_eq!(count.get(), 1);
        let polled = poll(&mut future, &waker);
        assert!(matches!(polled, Poll::Ready(Err(TaskError::Cancelled))));
        assert!(future.cancelled());
        drop(let_go);
    });
}

/// A task that is refused and then dropped: nobody will run it, and the await ends.
#[test]
fn a_lost_task_ends_the_await() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        pool.shutdown(Pending::Run);
        let Err(TrySendError::Closed((task, mut future))) = pool.try_submit(|| ()) else {
            panic!("it is closed");
        };
        let dropping = thread::spawn(move || drop(task));
        assert!(matches!(block_on(&mut future), Err(TaskError::Lost)));
        assert!(future.cancelled(), "that was so, and stays so");
        dropping.join().unwrap();
    });
}

/// Polled again though nobody has woken it: pending still, with one waker, woken once.
#[test]
fn spurious_polls_change_nothing() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let mut future = pool.submit(|| 42).unwrap();
        let (count, waker) = Count::new();
        for _ in 0..100 {
            assert!(poll(&mut future, &waker).is_pending());
        }
        assert_eq!(Arc::strong_count(&count), 3, "ours, the waker, its clone");
        drop(let_go);
        drop(pool); // the task has run, and its listeners too
        assert_eq!(count.get(), 1);
        assert!(matches!(poll(&mut future, &waker), Poll::Ready(Ok(42))));
    });
}

/// Polled by one task and then by another: only the last one is woken, and the wakers of
/// the others are not kept.
#[test]
fn a_future_may_move_between_tasks() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let mut future = pool.submit(|| 42).unwrap();
        let wakers = [(); 3].map(|()| Count::new());
        for (_, waker) in &wakers {
            assert!(poll(&mut future, waker).is_pending());
        }
        let clones = wakers.each_ref().map(|(count, _)| Arc::strong_count(count));
        assert_eq!(clones, [2, 2, 3]);
        drop(let_go);
        drop(pool);
        assert_eq!(wakers.each_ref().map(|(count, _)| count.get()), [0, 0, 1]);
        assert_eq!(block_on(future).unwrap(), 42);
    });
}

/// And to another thread.
#[test]
fn a_future_may_move_between_threads() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let mut future = pool.submit(|| 42).unwrap();
        let (count, waker) = Count::new();
        assert!(poll(&mut future, &waker).is_pending());
        let moved = thread::spawn(move || block_on(future));
        drop(let_go);
        assert_eq!(moved.join().unwrap().unwrap(), 42);
        assert!(count.get() <= 1, "only if the task ended before the move");
    });
}

/// A poll of what is done leaves nothing behind, and is woken by nobody.
#[test]
fn a_done_future_needs_no_waker() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let mut future = pool.submit(|| 42).unwrap();
        drop(pool);
        let (count, waker) = Count::new();
        assert!(poll(&mut future, &waker).is_ready());
        assert_eq!((count.get(), Arc::strong_count(&count)), (0, 2));
    });
}

#[test]
fn polled_or_asked_after_it_was_ready_it_panics() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let mut future = pool.submit(|| 42).unwrap();
        assert_eq!(block_on(&mut future).unwrap(), 42);
        assert!(future.done() && !future.running() && !future.cancelled());
        assert!(!future.cancel());
        assert!(!future.help().unwrap());
        for ask in [
            |future| drop(block_on(future)),
            |future| drop(future.error()),
            |future| future.when_done(|| ()),
            |future| future.add_done_callback(|_| ()),
        ] as [fn(&mut Future<i32>); 4]
        {
            let again = catch_unwind(AssertUnwindSafe(|| ask(&mut future)));
            let message = *again.unwrap_err().downcast::<String>().unwrap();
            assert_eq!(message, "polled or asked after the outcome was handed out");
        }
    });
}

/// What it says of itself: in the queue, while it runs, done, and after the outcome was handed out.
#[test]
fn a_future_says_how_far_it_is() {
    within(60, || {
        let (pool, before) = occupied_pool(1);
        let (started, has_started) = mpsc::channel();
        let (let_go, may_go) = mpsc::channel::<()>();
        let task = move || {
            started.send(()).unwrap();
            let _ = may_go.recv(); // an error: the sender is gone, which is what we wait for
            panic!("a task's panic")
        };
        let mut future: Future<()> = pool.submit(task).unwrap();
        let look = |future: &Future<()>| (future.running(), future.done(), future.cancelled());
        assert_eq!(look(&future), (false, false, false));
        drop(before);
        has_started.recv().unwrap();
        assert_eq!(look(&future), (true, false, false));
        drop(let_go);
        let error = future.error(); // waits
        assert_eq!(look(&future), (false, true, false));
        let outcome = block_on(&mut future);
        assert_eq!(error, Some(outcome.unwrap_err().to_string()));
        assert_eq!(look(&future), (false, true, false));
        let success = pool.submit(|| ()).unwrap();
        assert_eq!(success.error(), None);
        assert_eq!(look(&success), (false, true, false));
    });
}

/// A waker may hold a whole task. Dropping the await lets go of it, before the task ends.
#[test]
fn a_dropped_await_keeps_no_waker() {
    within(60, || {
        let (pool, let_go) = occupied_pool(2);
        for abort in [false, true] {
            let (count, waker) = Count::new();
            let mut future = pool.submit(|| ()).unwrap();
            assert!(poll(&mut future, &waker).is_pending());
            match abort {
                true => drop(future.abort_on_drop()),
                false => drop(future),
            }
            assert_eq!((count.get(), Arc::strong_count(&count)), (0, 2));
        }
        drop(let_go);
    });
}

/// One may wait with a thread after all, and for a time first.
#[test]
fn await_and_result_mix() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let mut future = pool.submit(|| 42).unwrap();
        let (count, waker) = Count::new();
        assert!(poll(&mut future, &waker).is_pending());
        let Err(future) = future.result_timeout(Duration::from_millis(1)) else {
            panic!("the worker is occupied");
        };
        drop(let_go);
        assert_eq!(future.result().unwrap(), 42);
        drop(pool);
        assert!(count.get() <= 1, "its await was over");
    });
}

/// A time-out hands the future back as it was: whose await it is, is woken still.
#[test]
fn a_timeout_does_not_end_an_await() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let mut future = pool.submit(|| 42).unwrap();
        let (count, waker) = Count::new();
        assert!(poll(&mut future, &waker).is_pending());
        let Err(mut future) = future.result_timeout(Duration::from_millis(1)) else {
            panic!("the worker is occupied");
        };
        drop(let_go);
        drop(pool);
        assert_eq!(count.get(), 1);
        assert!(matches!(poll(&mut future, &waker), Poll::Ready(Ok(42))));
    });
}

/// Callbacks, listeners and an await hear of the same outcome.
#[test]
fn an_await_is_one_listener_of_many() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let (tell, told) = mpsc::channel();
        let mut future = pool.submit(|| 42).unwrap();
        let tell_too = tell.clone();
        future.add_done_callback(move |outcome| {
            tell.send(("callback", *outcome.as_ref().unwrap())).unwrap();
        });
        future.when_done(move || tell_too.send(("listener", 0)).unwrap());
        let awaited = thread::spawn(move || block_on(future));
        drop(let_go);
        assert_eq!(awaited.join().unwrap().unwrap(), 42);
        drop(pool);
        let heard: Vec<_> = told.iter().collect();
        assert_eq!(heard, [("callback", 42), ("listener", 0)]);
    });
}

/// A waker is somebody else's code. If it panics, the worker works on.
#[test]
fn a_waker_that_panics_harms_nobody() {
    struct Bomb;
    impl Wake for Bomb {
        fn wake(self: Arc<Self>) {
            panic!("a waker's panic");
        }
    }
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let bomb = Waker::from(Arc::new(Bomb));
        let mut future = pool.submit(|| 42).unwrap();
        assert!(poll(&mut future, &bomb).is_pending());
        let mut waits_for_room = Box::pin(pool.submit_async(|| 43));
        assert!(poll(&mut waits_for_room, &bomb).is_pending());
        drop(let_go);
        assert_eq!(block_on(future).unwrap(), 42);
        let future = block_on(waits_for_room).unwrap();
        assert_eq!(block_on(future).unwrap(), 43);
    });
}

/// Nor does it keep others asleep: all who wait for room, or for time, hear of the end.
#[test]
fn a_waker_that_panics_keeps_nobody_asleep() {
    within(60, || {
        let bomb = Foreign::new(|event| assert!(event != Event::Wake, "a waker's panic"));
        let (pool, let_go) = occupied_pool(1);
        pool.execute(|| ()).unwrap(); // there is no room
        let timer_pool = Pool::new(1, 1).unwrap();
        let timer = chapter8::Timer::start(&timer_pool).unwrap();
        let mut rooms = [(); 2].map(|()| Box::pin(pool.submit_async(|| ())));
        let mut sleeps = [(); 2].map(|()| timer.sleep(Duration::MAX));
        let (count, waker) = Count::new();
        for (nth, waker) in [bomb.waker(), waker].iter().enumerate() {
            assert!(poll(&mut rooms[nth], waker).is_pending());
            assert!(poll(&mut sleeps[nth], waker).is_pending());
        }
        pool.shutdown_timeout(Pending::Run, Duration::ZERO);
        assert_eq!(count.get(), 1);
        drop(timer);
        assert_eq!(count.get(), 2);
        drop(rooms);
        drop(let_go);
    });
}

/// The first poll clones it and panics, and all is as it was: the next one is woken.
#[test]
fn a_waker_that_panics_as_it_is_cloned_ends_no_await() {
    within(60, || {
        let bomb = Foreign::new(|event| assert!(event != Event::Clone, "a waker's panic"));
        let (pool, let_go) = occupied_pool(1);
        let mut future = pool.submit(|| 42).unwrap();
        let panics = AssertUnwindSafe(|| poll(&mut future, &bomb.waker()));
        assert!(catch_unwind(panics).is_err());
        let (count, waker) = Count::new();
        assert!(poll(&mut future, &waker).is_pending());
        drop(let_go);
        drop(pool);
        assert_eq!(count.get(), 1);
    });
}

/// So is its drop: in the slot where another takes its place, where it is taken back, and where
/// those who wait for room or time leave it.
#[test]
fn a_waker_that_panics_as_it_is_dropped_harms_nobody() {
    within(60, || {
        let armed = Arc::new(AtomicBool::new(false));
        let bomb = || {
            let armed = Arc::clone(&armed);
            Foreign::new(move |event| {
                let goes_off = event == Event::Drop && armed.load(SeqCst);
                assert!(!goes_off, "a waker's panic");
            })
        };
        let (one, two) = (bomb(), bomb());
        let wakers = [one.waker(), two.waker()];
        let slot = WakerSlot::new();
        let (pool, let_go) = occupied_pool(1);
        pool.execute(|| ()).unwrap(); // there is no room
        let timer_pool = Pool::new(1, 1).unwrap();
        let timer = chapter8::Timer::start(&timer_pool).unwrap();
        let mut room = Box::pin(pool.submit_async(|| 43));
        let mut sleep = timer.sleep(Duration::from_secs(600));
        armed.store(true, SeqCst);
        for waker in &wakers {
            slot.register(waker);
            assert!(poll(&mut room, waker).is_pending());
            assert!(poll(&mut sleep, waker).is_pending());
        }
        slot.clear();
        drop((room, sleep));
        armed.store(false, SeqCst);
        drop(let_go);
    });
}

/// Each wait of an `async` block that is sent to another thread has to be `Send` itself.
#[test]
fn every_wait_is_send() {
    fn send<T: Send>(_: &T) {}
    let pool = Pool::new(2, 4).unwrap();
    let timer = chapter8::Timer::start(&pool).unwrap();
    send(&pool.submit(|| ()).unwrap());
    send(&pool.submit(|| ()).unwrap().abort_on_drop());
    send(&pool.submit_async(|| ()));
    send(&timer.sleep(Duration::ZERO));
    send(&join_all([ready(())]));
    send(&select(ready(()), ready(())));
    fn unpin<T: Unpin>() {}
    unpin::<Future<std::marker::PhantomPinned>>();
}

/// A wake-up that comes before the sleep: the token is there.
#[test]
fn block_on_sleeps_only_if_nobody_has_woken_it() {
    within(60, || {
        let mut polls = 0;
        block_on(poll_fn(|cx| {
            polls += 1;
            cx.waker().wake_by_ref();
            cx.waker().wake_by_ref();
            if polls < 3 {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        }));
        assert_eq!(polls, 3);
    });
}

/// Many wake-ups are one token. Once it is taken, `park` sleeps until there is another one.
#[test]
fn each_park_takes_a_token() {
    within(60, || {
        let parker = Arc::new(Parker::new());
        parker.unpark();
        parker.unpark();
        parker.park();
        let (sleeps, woken) = (Arc::clone(&parker), Arc::new(AtomicBool::new(false)));
        let (start, started) = mpsc::channel();
        let was_woken = Arc::clone(&woken);
        let sleeper = thread::spawn(move || {
            start.send(()).unwrap();
            sleeps.park();
            was_woken.load(SeqCst)
        });
        started.recv().unwrap();
        thread::sleep(Duration::from_millis(10)); // for one that does not sleep
        woken.store(true, SeqCst);
        parker.unpark();
        assert!(sleeper.join().unwrap(), "nobody had woken it");
    });
}

/// Each has a token of its own, so the inner one cannot take the outer one's wake-up. With
/// `std::thread::park` it could.
#[test]
fn block_on_inside_block_on() {
    within(60, || {
        let (pool, let_go) = occupied_pool(2);
        let mut outer = pool.submit(|| 1).unwrap();
        let inner = pool.submit(|| 2).unwrap();
        let mut hold = Some((inner, let_go));
        let sum = block_on(poll_fn(|cx| {
            let first = poll(&mut outer, cx.waker());
            if let Some((inner, let_go)) = hold.take() {
                drop(let_go); // now both tasks run, and the outer waker is woken
                assert_eq!(block_on(inner).unwrap(), 2);
            }
            first
        }));
        assert_eq!(sum.unwrap(), 1);
    });
}

/// Before an await inside of a task: what is pending behind this task can be run by it.
#[test]
fn help_before_block_on_in_a_task() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        let outer = pool.submit(move || {
            let inner = same_pool.submit(|| 42).unwrap();
            assert!(inner.help().unwrap()); // the only worker is this one
            block_on(inner).unwrap()
        });
        assert_eq!(outer.unwrap().result().unwrap(), 42);
    });
}

/// Neither a poll nor a wait with a time-out helps: the one must not take long, the other ends by itself.
#[test]
fn a_poll_runs_nothing() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        let outer = pool.submit(move || {
            let mut inner = same_pool.submit(|| 42).unwrap();
            let (count, waker) = Count::new();
            assert!(poll(&mut inner, &waker).is_pending(), "it was run here");
            let Err(inner) = inner.result_timeout(Duration::from_millis(1)) else {
                panic!("it was run here");
            };
            assert_eq!(count.get(), 0);
            inner.result().unwrap() // that does
        });
        assert_eq!(outer.unwrap().result().unwrap(), 42);
    });
}

#[test]
fn join_all_keeps_the_order_and_every_outcome() {
    within(60, || {
        let pool = Pool::new(3, 3).unwrap();
        let both = Arc::new(Barrier::new(2));
        let same = Arc::clone(&both);
        let meet = |both: Arc<Barrier>, value| {
            move || {
                both.wait();
                value
            }
        };
        let futures = [
            pool.submit(meet(both, 0)).unwrap(),
            pool.submit(|| panic!("a task's panic")).unwrap(),
            pool.submit(meet(same, 2)).unwrap(),
        ];
        let outcomes = block_on(join_all(futures));
        let outcomes: Vec<_> = outcomes.into_iter().map(Result::ok).collect();
        assert_eq!(outcomes, [Some(0), None, Some(2)]);
        let none: Vec<()> = block_on(join_all::<std::future::Ready<()>>([]));
        assert!(none.is_empty());
    });
}

/// Each poll asks all of them, though the first one is pending: that may wait for another one.
#[test]
fn join_all_polls_all_of_them() {
    let polls = [(); 3].map(|()| Cell::new(0));
    let never = polls.each_ref().map(|polls| {
        poll_fn(|_| {
            polls.set(polls.get() + 1);
            Poll::<()>::Pending
        })
    });
    let mut all = pin!(join_all(never));
    for nth in 1..=2 {
        assert!(poll(&mut all, &Count::new().1).is_pending());
        assert_eq!(polls.each_ref().map(Cell::get), [nth; 3]);
    }
}

/// The wait that is over first wins, and the other one goes on, to be awaited later.
#[test]
fn select_gives_the_other_one_back() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let let_go = occupy(&pool);
        let fast = pool.submit(|| "fast").unwrap();
        let never = pending::<()>();
        let Either::Right((fast, never)) = block_on(select(never, fast)) else {
            panic!("`pending` is never ready");
        };
        assert_eq!(fast.unwrap(), "fast");
        let second_worker = occupy(&pool);
        let slow = pool.submit(|| "slow").unwrap();
        let Either::Right(((), slow)) = block_on(select(slow, ready(()))) else {
            panic!("no worker is free for it");
        };
        drop((let_go, second_worker));
        let Either::Left((slow, _)) = block_on(select(slow, never)) else {
            panic!("`pending` is never ready");
        };
        assert_eq!(slow.unwrap(), "slow");
        let Either::Left((1, _)) = block_on(select(ready(1), ready(2))) else {
            panic!("if both are done, it is the first");
        };
    });
}

/// An await that is given up: what has not started never does.
#[test]
fn abort_on_drop_is_opted_into() {
    within(60, || {
        let (pool, let_go) = occupied_pool(3);
        let (tell, told) = mpsc::channel();
        let task = |name: &'static str| {
            let tell = tell.clone();
            move || tell.send(name).unwrap()
        };
        let detached = pool.submit(task("detached")).unwrap();
        let aborted = pool.submit(task("aborted")).unwrap().abort_on_drop();
        let kept = pool.submit(task("kept")).unwrap().abort_on_drop();
        drop(tell);
        drop((detached, aborted, kept.into_inner()));
        drop(let_go);
        drop(pool);
        assert_eq!(told.iter().collect::<Vec<_>>(), ["detached", "kept"]);
    });
}

/// The loser of a `select`, dropped with the rest of it, takes its task along.
#[test]
fn a_select_that_is_dropped_aborts() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let (count, waker) = Count::new();
        let task = move || waker.wake();
        let future = pool.submit(task).unwrap().abort_on_drop();
        let mut both = Box::pin(select(future, pending::<()>()));
        assert!(poll(&mut both, &Count::new().1).is_pending());
        drop(both);
        drop(let_go);
        drop(pool);
        assert_eq!(count.get(), 0, "it ran");
        assert_eq!(Arc::strong_count(&count), 1, "the task is still there");
    });
}

/// A success is no failure, and what is pending is none either.
#[test]
fn failed_is_what_is_done_and_an_error() {
    within(60, || {
        let (pool, let_go) = occupied_pool(3);
        let success = pool.submit(|| ()).unwrap();
        let failure = pool.submit(|| panic!("a task's panic")).unwrap();
        let cancelled = pool.submit(|| ()).unwrap();
        assert!(!success.failed() && !failure.failed() && !cancelled.failed());
        assert!(cancelled.cancel() && cancelled.failed());
        drop(let_go);
        drop(pool);
        assert!(success.done() && !success.failed());
        let failure: Future<()> = failure;
        assert!(failure.failed());
    });
}

/// Chapter 6's functions take these futures, too, and an await is one more way to wait.
#[test]
fn as_completed_wait_and_map_take_awaitable_futures() {
    within(60, || {
        let pool = Pool::new(2, 8).unwrap();
        let submit = |n: u32| pool.submit(move || n).unwrap();
        let sum: u32 = as_completed((1..=4).map(submit))
            .map(|future| block_on(future).unwrap())
            .sum();
        assert_eq!(sum, 10);
        let waited = wait((1..=4).map(submit), When::AllCompleted, None);
        let sum: u32 = block_on(join_all(waited.done)).into_iter().flatten().sum();
        assert_eq!(sum, 10);
        let squares = pool.map(2, 1..=3_u32, |n| n * n).unwrap();
        assert!(squares.map(Result::unwrap).eq([1, 4, 9]));
    });
}
