//! Wakers of chapter 8: of a future, of one who waits for room, of a sleeper.
//!
//! A waker's clone has no cell: to write one that panics takes `unsafe`, and a poll that clones
//! has its own caller for that.

use std::future::Future;
use std::pin::Pin;
use std::sync::mpsc::{self, TryRecvError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use chapter8::{Pool, Timer};

use super::fault::Fault;
use super::stage::{Go, OPEN};
use super::tasks::MANY;

type Place = fn(&Pool, &Fault, Go<'_>);
type Foreign<T> = Pin<Box<dyn Future<Output = T>>>;

fn poll<F: Future + Unpin>(future: &mut F, waker: Waker) -> Poll<F::Output> {
    Pin::new(future).poll(&mut Context::from_waker(&waker))
}

fn submitted(pool: &Pool) -> chapter8::Future<u32> {
    pool.submit(|| 1).expect(OPEN)
}

fn is_one(outcome: Result<u32, chapter8::error::TaskError>) {
    assert_eq!(outcome.expect("a value"), 1);
}

pub fn woken(pool: &Pool, fault: &Fault, go: Go) {
    wait(pool, go, || fault.in_wake());
}

pub fn woken_and_dropped(pool: &Pool, fault: &Fault, go: Go) {
    wait(pool, go, || fault.in_wakers_drop());
}

fn wait(pool: &Pool, go: Go, waker: impl Fn() -> Waker) {
    let (tell, told) = mpsc::channel();
    let mut futures: Vec<_> = (0..MANY).map(|_| submitted(pool)).collect();
    for future in &mut futures {
        assert!(poll(future, waker()).is_pending());
        let tell = tell.clone();
        future.when_done(move || tell.send(()).unwrap()); // after the waker
    }
    go();
    assert_eq!(told.iter().take(MANY).count(), MANY);
    let outcomes = futures.into_iter().map(chapter8::Future::result);
    outcomes.for_each(is_one);
}

pub fn woken_by_cancel(pool: &Pool, fault: &Fault, go: Go) {
    for nth in 0..MANY {
        let mut future = submitted(pool);
        let waker = match nth % 2 {
            0 => fault.in_wake(),
            _ => fault.in_wakers_drop(),
        };
        assert!(poll(&mut future, waker).is_pending());
        assert!(future.cancel());
    }
    go();
}

/// The next poll has another waker, and drops the last one's.
pub fn replaced(pool: &Pool, fault: &Fault, go: Go) {
    // Inside another future, as an `async` block has it: a panic drops it all.
    let mut wait: Foreign<u32> = Box::pin({
        let future = submitted(pool);
        async move { future.await.expect("a value") }
    });
    for _ in 0..=MANY {
        assert!(poll(&mut wait, fault.in_wakers_drop()).is_pending());
    }
    go();
    assert_eq!(chapter8::block_on(wait), 1);
}

/// The future goes, and with it the waker.
pub fn given_up(pool: &Pool, fault: &Fault, go: Go) {
    for _ in 0..MANY {
        let mut future = submitted(pool);
        assert!(poll(&mut future, fault.in_wakers_drop()).is_pending());
    }
    go();
}

/// That cancels, and whatever the waker does.
pub fn aborted(pool: &Pool, fault: &Fault, go: Go) {
    for _ in 0..MANY {
        let (captured, is_gone) = mpsc::channel::<()>();
        let task = move || captured.send(()).unwrap();
        let mut future = pool.submit(task).expect(OPEN).abort_on_drop();
        assert!(poll(&mut future, fault.in_wakers_drop()).is_pending());
        drop(future);
        assert_eq!(
            is_gone.try_recv(),
            Err(TryRecvError::Disconnected),
            "cancelled"
        );
    }
    go();
}

/// Those who wait for room, for which the queue has to be full.
pub const ROOM: [(&str, Place); 4] = [
    ("woken", room_woken),
    ("woken and dropped", room_woken_and_dropped),
    ("replaced", room_replaced),
    ("given up", room_given_up),
];

/// Nobody else fits in.
fn fill(pool: &Pool) {
    while pool.try_submit(|| ()).is_ok() {}
}

fn room_woken(pool: &Pool, fault: &Fault, go: Go) {
    room(pool, fault, go, || fault.in_wake());
}

fn room_woken_and_dropped(pool: &Pool, fault: &Fault, go: Go) {
    room(pool, fault, go, || fault.in_wakers_drop());
}

fn room(pool: &Pool, fault: &Fault, go: Go, waker: impl Fn() -> Waker) {
    fill(pool);
    let mut waiting: Vec<_> = (0..MANY)
        .map(|_| Box::pin(pool.submit_async(|| 1)))
        .collect();
    for wait in &mut waiting {
        assert!(poll(wait, waker()).is_pending());
    }
    go();
    while fault.struck() == 0 {
        thread::yield_now(); // there is room, so one is woken
    }
    for wait in waiting {
        match chapter8::block_on(wait) {
            Ok(future) => is_one(future.result()),
            Err(closed) => {
                let (task, future) = closed.0;
                task();
                is_one(future.result());
            }
        }
    }
}

fn room_replaced(pool: &Pool, fault: &Fault, go: Go) {
    fill(pool);
    let mut wait = Box::pin(pool.submit_async(|| 1));
    for _ in 0..=MANY {
        assert!(poll(&mut wait, fault.in_wakers_drop()).is_pending());
    }
    go();
    drop(chapter8::block_on(wait));
}

fn room_given_up(pool: &Pool, fault: &Fault, go: Go) {
    fill(pool);
    for _ in 0..MANY {
        let mut wait = Box::pin(pool.submit_async(|| 1));
        assert!(poll(&mut wait, fault.in_wakers_drop()).is_pending());
    }
    go();
}

/// A sleeper of each length: the first ones are woken in time, the last by the timer's end.
fn sleep(pool: &Pool, go: Go, waker: impl Fn() -> Waker) {
    let timer = Timer::start(pool).expect(OPEN);
    let mut sleepers: Vec<_> = (0..MANY)
        .map(|nth| timer.sleep(Duration::from_millis(20) * 500_u32.pow(nth as u32 / 2)))
        .collect();
    for sleeper in &mut sleepers {
        let _ = poll(sleeper, waker());
    }
    go();
    let late = sleepers.split_off(MANY / 2);
    for sleeper in sleepers {
        chapter8::block_on(sleeper).expect("the timer is there");
    }
    drop(timer);
    for sleeper in late {
        let _ = chapter8::block_on(sleeper);
    }
}

pub fn sleeper_woken(pool: &Pool, fault: &Fault, go: Go) {
    sleep(pool, go, || fault.in_wake());
}

pub fn sleeper_woken_and_dropped(pool: &Pool, fault: &Fault, go: Go) {
    sleep(pool, go, || fault.in_wakers_drop());
}

pub fn sleeper_replaced(pool: &Pool, fault: &Fault, go: Go) {
    let timer = Timer::start(pool).expect(OPEN);
    let mut wait: Foreign<()> = Box::pin({
        let sleeper = timer.sleep(Duration::from_secs(1_000));
        async move { drop(sleeper.await) }
    });
    for _ in 0..=MANY {
        assert!(poll(&mut wait, fault.in_wakers_drop()).is_pending());
    }
    go();
    drop(timer);
    chapter8::block_on(wait);
}

pub fn sleeper_given_up(pool: &Pool, fault: &Fault, go: Go) {
    let timer = Timer::start(pool).expect(OPEN);
    for _ in 0..MANY {
        let mut sleeper = timer.sleep(Duration::from_secs(1_000));
        assert!(poll(&mut sleeper, fault.in_wakers_drop()).is_pending());
    }
    go();
    drop(timer);
}
