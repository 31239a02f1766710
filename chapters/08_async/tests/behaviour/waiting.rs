//! Waiting for room and for time without a thread, and the executor: one named behaviour
//! each.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, mpsc};
use std::task::{Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use crate::tools::{Count, occupied_pool, occupy, poll, telling_waker};
use chapter8::combine::{Either, join_all, select};
use chapter8::error::{Closed, TaskError, TrySendError};
use chapter8::room::Room;
use chapter8::{Executor, Pending, Pool, Timer, block_on};
use seam::watchdog::within;

const FOREVER: Duration = Duration::MAX;

#[test]
fn submit_async_does_not_wait_if_there_is_room() {
    within(60, || {
        // A free worker would take the task at once, and could wake us for its place before we
        // are off the list.
        let (pool, let_go) = occupied_pool(1);
        let mut submission = Box::pin(pool.submit_async(|| 42));
        let (count, waker) = Count::new();
        let Poll::Ready(Ok(future)) = poll(&mut submission, &waker) else {
            panic!("there was room");
        };
        assert_eq!(Arc::strong_count(&count), 2, "somebody keeps the waker");
        assert_eq!(count.get(), 0);
        drop(let_go);
        assert_eq!(block_on(future).unwrap(), 42);
    });
}

#[test]
fn submit_async_waits_for_room() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        pool.execute(|| ()).unwrap(); // takes the one place
        let mut submission = Box::pin(pool.submit_async(|| 42));
        let (told, waker) = telling_waker();
        for _ in 0..10 {
            assert!(poll(&mut submission, &waker).is_pending());
        }
        assert!(told.try_recv().is_err(), "woken, but there is no room");
        drop(let_go);
        told.recv().unwrap();
        let future = block_on(submission).unwrap();
        assert_eq!(block_on(future).unwrap(), 42);
    });
}

/// Moved to another task while it waits: that one is woken.
#[test]
fn a_submission_may_move_between_tasks() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        pool.execute(|| ()).unwrap();
        let mut submission = Box::pin(pool.submit_async(|| ()));
        let (first, first_waker) = Count::new();
        let (told, second_waker) = telling_waker();
        assert!(poll(&mut submission, &first_waker).is_pending());
        assert!(poll(&mut submission, &second_waker).is_pending());
        assert_eq!(Arc::strong_count(&first), 2);
        drop(let_go);
        told.recv().unwrap();
        assert_eq!(first.get(), 0);
        drop(block_on(submission).unwrap());
    });
}

/// Each place wakes one, the one that has waited longest.
#[test]
fn room_wakes_the_oldest_first() {
    within(60, || {
        let (pool, first) = occupied_pool(1);
        let queued = queue_a_blocker(&pool);
        let mut waiting = [(); 3].map(|()| Box::pin(pool.submit_async(|| ())));
        let wakers = [(); 3].map(|()| telling_waker());
        for (submission, (_, waker)) in waiting.iter_mut().zip(&wakers) {
            assert!(poll(submission, waker).is_pending());
        }
        drop(first); // the blocker starts, and its place is free
        wakers[0].0.recv().unwrap();
        assert!(wakers[1].0.try_recv().is_err() && wakers[2].0.try_recv().is_err());
        // The oldest was too slow, and somebody else has the place: it is still the oldest.
        drop(pool.try_submit(|| ()).unwrap());
        assert!(poll(&mut waiting[0], &wakers[0].1).is_pending());
        drop(queued);
        wakers[0].0.recv().unwrap();
    });
}

/// A wake-up is not lost with a waiter that was woken and then dropped.
#[test]
fn a_dropped_submission_passes_its_place_on() {
    within(60, || {
        let (pool, first) = occupied_pool(1);
        let _queued = queue_a_blocker(&pool);
        let mut older = Box::pin(pool.submit_async(|| ()));
        let mut younger = Box::pin(pool.submit_async(|| ()));
        let (older_told, older_waker) = telling_waker();
        let (younger_told, younger_waker) = telling_waker();
        assert!(poll(&mut older, &older_waker).is_pending());
        assert!(poll(&mut younger, &younger_waker).is_pending());
        drop(first);
        older_told.recv().unwrap();
        assert!(younger_told.try_recv().is_err());
        drop(older);
        younger_told.recv().unwrap();
        assert!(poll(&mut younger, &younger_waker).is_ready());
    });
}

/// Whatever has sent, or was refused, is off the list at once, and not when it is dropped. It has had
/// no wake-up, so it passes none on.
#[test]
fn what_has_sent_is_off_the_list() {
    let room = Room::new();
    let (other, others_waker) = Count::new();
    let mut waits = room.enter((), |()| Err(TrySendError::Full(())));
    assert!(poll(&mut waits, &others_waker).is_pending());
    for answer in [Ok(()), Err(TrySendError::Closed(()))] {
        let (count, waker) = Count::new();
        let mut answer = Some(answer);
        let mut sends = room.enter((), |()| answer.take().unwrap());
        assert!(poll(&mut sends, &waker).is_ready());
        assert_eq!(Arc::strong_count(&count), 2, "still on the list");
        drop(sends);
        assert_eq!(other.get(), 0, "woken for nothing");
    }
}

/// Before it is done it has not submitted anything: what it captured is dropped with it.
#[test]
fn a_dropped_submission_never_runs() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        pool.execute(|| ()).unwrap();
        let (ran, its_waker) = Count::new();
        let captured = its_waker.clone();
        let never_polled = pool.submit_async(move || captured.wake());
        let mut polled = Box::pin(pool.submit_async(move || its_waker.wake()));
        let (count, waker) = Count::new();
        assert!(poll(&mut polled, &waker).is_pending());
        drop((never_polled, polled));
        assert_eq!(Arc::strong_count(&ran), 1);
        assert_eq!(Arc::strong_count(&count), 2, "still on the list");
        drop(let_go);
        drop(pool);
        assert_eq!((ran.get(), count.get()), (0, 0));
    });
}

/// A cancelled task never starts, but it keeps its place until a worker comes to it. That
/// place wakes somebody too, also if nothing but cancelled tasks is in the queue.
#[test]
fn the_place_of_a_cancelled_task_wakes_too() {
    within(60, || {
        let (pool, let_go) = occupied_pool(2);
        let cancelled = [(); 2].map(|()| pool.submit(|| ()).unwrap());
        let mut waiting = Box::pin(pool.submit_async(|| 42));
        let (told, waker) = telling_waker();
        assert!(poll(&mut waiting, &waker).is_pending());
        assert!(cancelled.iter().all(|future| future.cancel()));
        drop(let_go);
        told.recv().unwrap();
        assert_eq!(block_on(block_on(waiting).unwrap()).unwrap(), 42);
    });
}

/// The same for tasks that a waiting task has run itself.
#[test]
fn the_place_of_a_helped_task_wakes_too() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let (queued, is_queued) = mpsc::channel();
        let (start, may_start) = mpsc::channel::<()>();
        let same_pool = Arc::clone(&pool);
        let helper = pool.submit(move || {
            let inner = same_pool.submit(|| 42).unwrap();
            queued.send(()).unwrap(); // the one place is taken
            may_start.recv().unwrap();
            inner.result().unwrap() // runs it here, but it keeps its place
        });
        is_queued.recv().unwrap();
        let mut waiting = Box::pin(pool.submit_async(|| 43));
        let (_told, waker) = telling_waker();
        assert!(poll(&mut waiting, &waker).is_pending());
        start.send(()).unwrap();
        assert_eq!(helper.unwrap().result().unwrap(), 42);
        assert_eq!(block_on(block_on(waiting).unwrap()).unwrap(), 43);
    });
}

/// A waiter for room gets its task back when the pool is shut down.
#[test]
fn shutdown_hands_waiting_tasks_back() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        pool.execute(|| ()).unwrap();
        let mut waiting = [1, 2, 3].map(|n| Box::pin(pool.submit_async(move || n)));
        let (count, waker) = Count::new();
        for submission in &mut waiting {
            assert!(poll(submission, &waker).is_pending());
        }
        pool.shutdown_timeout(Pending::Run, Duration::ZERO);
        assert_eq!(count.get(), 3);
        for (submission, n) in waiting.into_iter().zip(1..) {
            let Err(Closed((task, future))) = block_on(submission) else {
                panic!("it is closed");
            };
            task(); // run here, it settles its future here
            assert_eq!(block_on(future).unwrap(), n);
        }
        drop(let_go);
    });
}

/// A shutdown wakes those who wait for room, and only then waits itself: here one of them lets the
/// worker go.
#[test]
fn a_shutdown_wakes_first_and_waits_second() {
    within(60, || {
        for with_limit in [false, true] {
            let (pool, let_go) = occupied_pool(1);
            pool.execute(|| ()).unwrap();
            let mut waiting = Box::pin(pool.submit_async(|| ()));
            let (told, waker) = telling_waker();
            assert!(poll(&mut waiting, &waker).is_pending());
            thread::scope(|scope| {
                scope.spawn(move || {
                    told.recv().unwrap();
                    drop(let_go);
                });
                match with_limit {
                    true => assert!(pool.shutdown_timeout(Pending::Run, FOREVER)),
                    false => pool.shutdown(Pending::Run),
                }
            });
        }
    });
}

/// A thousand submissions at once, from one thread: at most `capacity` wait in the queue and
/// at most `workers` run, and all of them end.
#[test]
fn a_thousand_submissions_through_two_places() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let running = Arc::new(AtomicUsize::new(0));
        let submissions = (0..1_000_usize).map(|n| {
            let (pool, running) = (&pool, Arc::clone(&running));
            async move {
                let task = move || {
                    assert!(running.fetch_add(1, SeqCst) < 2);
                    running.fetch_sub(1, SeqCst);
                    n
                };
                pool.submit_async(task).await.unwrap().await.unwrap()
            }
        });
        let all = block_on(join_all(submissions));
        assert!(all.into_iter().eq(0..1_000));
    });
}

/// One worker for all who sleep, and the deadlines decide the order. (On a busy machine they may be
/// over before all are on the list: then once more.)
#[test]
fn sleepers_wake_in_the_order_of_their_deadlines() {
    struct Says(u64, Mutex<mpsc::Sender<u64>>);
    impl Wake for Says {
        fn wake(self: Arc<Self>) {
            self.1.lock().unwrap().send(self.0).unwrap();
        }
    }
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Timer::start(&pool).unwrap();
        loop {
            let (say, said) = mpsc::channel();
            let start = Instant::now();
            let times = [30, 10, 20, 10];
            let mut sleeps = times.map(|millis| timer.sleep(Duration::from_millis(millis)));
            let in_order = start.elapsed() < Duration::from_millis(10);
            let wakers = times.map(|millis| Says(millis, Mutex::new(say.clone())));
            let wakers = wakers.map(|says| Waker::from(Arc::new(says)));
            let mut both = sleeps.iter_mut().zip(&wakers);
            let all_wait = both.all(|(sleep, waker)| poll(sleep, waker).is_pending());
            if in_order && all_wait {
                let woken: Vec<_> = said.iter().take(times.len()).collect();
                assert!(start.elapsed() >= Duration::from_millis(30), "too early");
                assert_eq!(woken, [10, 10, 20, 30]);
                assert!(block_on(join_all(sleeps)).iter().all(Result::is_ok));
                return;
            }
        }
    });
}

/// Polled by one task and then by another: that one is woken, and the first one's waker is gone.
#[test]
fn a_sleep_may_move_between_tasks() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Timer::start(&pool).unwrap();
        let mut sleep = timer.sleep(FOREVER);
        let [(first, its_waker), (second, waker)] = [(); 2].map(|()| Count::new());
        assert!(poll(&mut sleep, &its_waker).is_pending());
        assert!(poll(&mut sleep, &waker).is_pending());
        assert_eq!(Arc::strong_count(&first), 2, "still on the list");
        drop(timer);
        assert_eq!((first.get(), second.get()), (0, 1));
    });
}

/// Who sleeps for a shorter time than all others wakes the timer's task.
#[test]
fn an_earlier_sleeper_is_not_overslept() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Timer::start(&pool).unwrap();
        let mut long = timer.sleep(FOREVER);
        let (count, waker) = Count::new();
        assert!(poll(&mut long, &waker).is_pending());
        for _ in 0..10 {
            thread::sleep(Duration::from_millis(2)); // so that the timer's task sleeps, for long
            block_on(timer.sleep(Duration::from_millis(1))).unwrap();
        }
        block_on(timer.sleep(Duration::ZERO)).unwrap();
        assert_eq!(count.get(), 0);
        drop(long);
        assert_eq!(Arc::strong_count(&count), 2, "still on the list");
    });
}

/// A time-out for anything, in one line.
#[test]
fn select_with_sleep_is_a_timeout() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let timer = Timer::start(&pool).unwrap();
        let let_go = occupy(&pool);
        let future = pool.submit(|| 42).unwrap().abort_on_drop();
        let timeout = timer.sleep(Duration::from_millis(1));
        let Either::Right((slept, late)) = block_on(select(future, timeout)) else {
            panic!("no worker is free for it");
        };
        slept.unwrap();
        drop(let_go);
        let Either::Left((outcome, _)) = block_on(select(late, timer.sleep(FOREVER))) else {
            panic!("that is a long time");
        };
        assert_eq!(outcome.unwrap(), 42);
    });
}

#[test]
fn without_its_timer_nobody_sleeps_on() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Timer::start(&pool).unwrap();
        let mut sleeping = timer.sleep(FOREVER);
        let never_polled = timer.sleep(FOREVER);
        let (told, waker) = telling_waker();
        assert!(poll(&mut sleeping, &waker).is_pending());
        drop(timer);
        told.recv().unwrap();
        for sleep in [sleeping, never_polled] {
            assert!(matches!(block_on(sleep), Err(TaskError::Lost)));
        }
        pool.shutdown(Pending::Run); // the timer's task has ended
    });
}

/// The time was up first: it has slept, though the timer has gone since.
#[test]
fn what_has_slept_needs_no_timer() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Timer::start(&pool).unwrap();
        let sleep = timer.sleep(Duration::ZERO);
        drop(timer);
        assert!(block_on(sleep).is_ok());
    });
}

/// The timer's task is cancelled before it has started.
#[test]
fn a_timer_that_never_starts_lets_nobody_sleep() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let timer = Timer::start(&pool).unwrap();
        let mut sleep = timer.sleep(FOREVER);
        let (count, waker) = Count::new();
        assert!(poll(&mut sleep, &waker).is_pending());
        pool.shutdown_timeout(Pending::Cancel, Duration::ZERO);
        assert_eq!(count.get(), 1);
        assert!(matches!(block_on(sleep), Err(TaskError::Lost)));
        drop(let_go);
        assert!(Timer::start(&pool).is_err());
    });
}

/// ngx-rust#294: somebody wakes while holding a lock that the woken task needs. To wake is
/// not to run.
#[test]
fn wake_does_not_run_the_task_in_place() {
    within(60, || {
        let shared: Rc<Mutex<Option<Waker>>> = Rc::default();
        let polls = Rc::new(Cell::new(0));
        let mut executor = Executor::new();
        let (lock, count) = (Rc::clone(&shared), Rc::clone(&polls));
        executor.spawn(poll_fn(move |cx| {
            let mut waker = lock
                .try_lock()
                .expect("polled while the waker's lock is held");
            count.set(count.get() + 1);
            match count.get() {
                1 => {
                    *waker = Some(cx.waker().clone());
                    Poll::Pending
                }
                _ => Poll::Ready(()),
            }
        }));
        let count = Rc::clone(&polls);
        executor.spawn(async move {
            let guard = shared.lock().unwrap();
            guard.as_ref().unwrap().wake_by_ref();
            assert_eq!(count.get(), 1, "it ran inside `wake`");
        });
        executor.run();
        assert_eq!(polls.get(), 2);
    });
}

/// Woken while it is polled, by itself: polled again, later, and not inside.
#[test]
fn a_task_may_wake_itself() {
    within(60, || {
        let polls = Rc::new(Cell::new(0));
        let count = Rc::clone(&polls);
        let inside = Cell::new(false);
        let mut executor = Executor::new();
        executor.spawn(poll_fn(move |cx| {
            assert!(!inside.replace(true));
            count.set(count.get() + 1);
            let waker = cx.waker().clone();
            match count.get() {
                1 => waker.wake_by_ref(),
                _ => waker.wake(),
            }
            inside.set(false);
            if count.get() < 3 {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        }));
        executor.run(); // the last wake-up is for a future that is gone
        assert_eq!(polls.get(), 3);
    });
}

/// However often it is woken: its neighbour, woken once, has its turn after one poll.
#[test]
fn a_future_is_queued_once() {
    within(60, || {
        let log = Rc::new(RefCell::new(String::new()));
        let mut executor = Executor::new();
        for (name, wakes) in [('a', 100), ('b', 1)] {
            let (log, mut polls) = (Rc::clone(&log), 0);
            executor.spawn(poll_fn(move |cx| {
                log.borrow_mut().push(name);
                polls += 1;
                if polls == 3 {
                    return Poll::Ready(());
                }
                (0..wakes).for_each(|_| cx.waker().wake_by_ref());
                Poll::Pending
            }));
        }
        executor.run();
        assert_eq!(*log.borrow(), "ababab");
    });
}

/// The others are kept, and go on when `run` is called again.
#[test]
fn a_future_that_panics_is_gone() {
    within(60, || {
        let done = Rc::new(Cell::new(false));
        let its = Rc::clone(&done);
        let mut executor = Executor::new();
        executor.spawn(async { panic!("on purpose") });
        executor.spawn(async move { its.set(true) });
        let run = panic::catch_unwind(AssertUnwindSafe(|| executor.run()));
        assert_eq!(run.unwrap_err().downcast_ref(), Some(&"on purpose"));
        // One that comes now takes nobody's number.
        let also = Rc::new(Cell::new(false));
        let its = Rc::clone(&also);
        executor.spawn(async move { its.set(true) });
        executor.run();
        assert!(done.get() && also.get());
    });
}

/// One panic while the other one unwinds would be the end of the process.
#[test]
fn a_future_that_panics_and_whose_drop_panics_is_gone() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("in the drop");
        }
    }
    within(60, || {
        let mut executor = Executor::new();
        let bomb = Bomb; // the future keeps it, after the panic too
        executor.spawn(poll_fn(move |_| {
            let _keep = &bomb;
            panic!("in the poll")
        }));
        let run = panic::catch_unwind(AssertUnwindSafe(|| executor.run()));
        assert_eq!(run.unwrap_err().downcast_ref(), Some(&"in the poll"));
        executor.run();
    });
}

/// A hundred thousand futures that are done, on an executor that is gone: ten wakes of each keep nothing.
/// In a process of its own, since it measures that.
#[test]
#[cfg(target_os = "linux")]
fn wakes_of_what_is_done_keep_nothing() {
    const FUTURES: usize = 100_000;
    fn pages() -> usize {
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
        statm.split(' ').nth(1).unwrap().parse().unwrap()
    }
    let test = concat!(module_path!(), "::wakes_of_what_is_done_keep_nothing");
    seam::child::alone(test, || {
        let kept = Rc::new(RefCell::new(Vec::new()));
        let mut executor = Executor::new();
        for _ in 0..FUTURES {
            let keep = Rc::clone(&kept);
            executor.spawn(poll_fn(move |cx| {
                keep.borrow_mut().push(cx.waker().clone());
                Poll::Ready(())
            }));
            executor.run(); // so that the queue stays short
        }
        drop(executor);
        let wakers = kept.take();
        assert_eq!(wakers.len(), FUTURES);
        let before = pages();
        (0..10).for_each(|_| wakers.iter().for_each(Waker::wake_by_ref));
        // A number a wake were 1,950 pages, and a number a future 195.
        assert!(pages().saturating_sub(before) < 100);
    });
}

/// It may be dropped with futures that are not done, and their wakers woken later.
#[test]
fn a_dropped_executor_drops_its_futures() {
    within(60, || {
        let (pool, let_go) = occupied_pool(1);
        let (ran, waker) = Count::new();
        let future = pool.submit(move || waker.wake()).unwrap().abort_on_drop();
        let kept: Rc<RefCell<Option<Waker>>> = Rc::default();
        let keeps = Rc::clone(&kept);
        let mut executor = Executor::new();
        let mut future = Some(future);
        executor.spawn(poll_fn(move |cx| {
            *keeps.borrow_mut() = Some(cx.waker().clone());
            let polled = poll(future.as_mut().unwrap(), cx.waker());
            assert!(polled.is_pending());
            Poll::Pending
        }));
        run_once(&mut executor);
        drop(executor);
        drop(let_go);
        drop(pool);
        assert_eq!(ran.get(), 0, "its await was dropped");
        kept.take().unwrap().wake();
        assert_eq!(Rc::strong_count(&kept), 1);
    });
}

/// They panic as they are dropped: none takes another one along, nor the one who drops the executor.
#[test]
fn a_dropped_executor_survives_its_futures() {
    struct Bomb(Rc<Cell<u32>>);
    impl Drop for Bomb {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
            panic!("in the drop");
        }
    }
    let dropped = Rc::new(Cell::new(0));
    let mut executor = Executor::new();
    for _ in 0..3 {
        let bomb = Bomb(Rc::clone(&dropped));
        executor.spawn(poll_fn(move |_| {
            let _keep = &bomb;
            Poll::Pending
        }));
    }
    drop(executor);
    assert_eq!(dropped.get(), 3);
}

/// Lets the executor poll what is ready, and stops it by a panic.
fn run_once(executor: &mut Executor) {
    executor.spawn(async { panic!("enough") });
    let run = AssertUnwindSafe(|| executor.run());
    assert!(panic::catch_unwind(run).is_err());
}

/// Puts a task into the queue that will occupy the worker until the sender is dropped.
fn queue_a_blocker(pool: &Pool) -> mpsc::Sender<()> {
    let (let_go, may_go) = mpsc::channel::<()>();
    let task = move || {
        let _ = may_go.recv(); // an error: the sender is gone
    };
    pool.execute(task).unwrap();
    let_go
}
