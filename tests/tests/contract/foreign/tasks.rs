//! Tasks, what they have captured, what they bring, and who hears of it.

use std::sync::mpsc;
use std::thread;

use contract::{Shutdown, Submits};

use super::fault::{Fault, is_ok};
use super::stage::{Cancels, GivesUp, Go, Hears, Listens, OPEN};

/// How many of a kind: more than there are workers, so that they come in a row.
pub const MANY: usize = 4;

/// Every one of them is settled, and so many with a value.
fn settled<P: Submits, T: Send + 'static>(futures: Vec<P::Future<T>>) -> usize {
    let outcomes = futures.into_iter().map(P::result);
    outcomes.map(is_ok).filter(|&ok| ok).count()
}

fn submit<P: Submits, T: Send + 'static>(
    pool: &P,
    fault: &Fault,
    task: impl Fn(&Fault) -> T + Clone + Send + 'static,
) -> Vec<P::Future<T>> {
    let submit = |_| {
        let (fault, task) = (fault.clone(), task.clone());
        pool.submit(move || task(&fault)).expect(OPEN)
    };
    (0..MANY).map(submit).collect()
}

pub fn executed<P: Shutdown>(pool: &P, fault: &Fault, go: Go) {
    for _ in 0..MANY {
        let fault = fault.clone();
        pool.execute(move || fault.strike()).expect(OPEN);
    }
    go();
}

pub fn executed_capture<P: Shutdown>(pool: &P, fault: &Fault, go: Go) {
    for _ in 0..MANY {
        let captured = fault.in_drop();
        pool.execute(move || drop(captured)).expect(OPEN);
    }
    go();
}

pub fn task<P: Submits>(pool: &P, fault: &Fault, go: Go) {
    let futures = submit(pool, fault, Fault::strike);
    go();
    let ok = settled::<P, _>(futures);
    assert_eq!(ok, MANY - fault.struck(), "each has its own outcome");
}

pub fn capture<P: Submits>(pool: &P, fault: &Fault, go: Go) {
    let submit = |_| {
        let captured = fault.in_drop();
        pool.submit(move || drop(captured)).expect(OPEN)
    };
    let futures = (0..MANY).map(submit).collect();
    go();
    let ok = settled::<P, _>(futures);
    assert_eq!(ok, MANY - fault.struck(), "each has its own outcome");
}

/// Nobody waits: the outcome goes where it came about, and with it what it carries.
pub fn detached<P: Submits>(pool: &P, fault: &Fault, go: Go) {
    drop(submit(pool, fault, Fault::strike));
    go();
}

pub fn result<P: Submits>(pool: &P, fault: &Fault, go: Go) {
    drop(submit(pool, fault, Fault::in_drop));
    go();
}

/// It is dropped with its future, after all.
pub fn result_later<P: Hears>(pool: &P, fault: &Fault, go: Go) {
    let futures = submit(pool, fault, Fault::in_drop);
    go();
    while !futures.iter().all(P::done) {
        thread::yield_now();
    }
    drop(futures);
}

pub fn callback<P: Hears>(pool: &P, fault: &Fault, go: Go) {
    called(pool, go, || {
        let fault = fault.clone();
        move || fault.strike()
    });
}

pub fn callbacks_capture<P: Hears>(pool: &P, fault: &Fault, go: Go) {
    called(pool, go, || {
        let captured = fault.in_drop();
        move || drop(captured)
    });
}

/// Two callbacks: the first one panics, the second is called all the same.
fn called<P: Hears, C: FnOnce() + Send + 'static>(pool: &P, go: Go, callback: impl Fn() -> C) {
    let (tell, told) = mpsc::channel();
    let submit = |_| {
        let tell = tell.clone();
        let future = pool.submit(|| 1).expect(OPEN);
        let future = P::callback(future, callback());
        P::callback(future, move || tell.send(()).unwrap())
    };
    let futures = (0..MANY).map(submit).collect();
    go();
    assert_eq!(settled::<P, _>(futures), MANY);
    assert_eq!(told.try_iter().count(), MANY, "the next callback is called");
}

/// The outcome is there already, so the caller calls it.
pub fn callback_now<P: Hears>(pool: &P, fault: &Fault, go: Go) {
    let futures = submit(pool, fault, |_| 1);
    go();
    while !futures.iter().all(P::done) {
        thread::yield_now();
    }
    let call = |future| {
        let fault = fault.clone();
        P::callback(future, move || fault.strike())
    };
    let futures = futures.into_iter().map(call).collect();
    assert_eq!(settled::<P, _>(futures), MANY);
}

pub fn listener<P: Listens>(pool: &P, fault: &Fault, go: Go) {
    told(pool, go, || {
        let fault = fault.clone();
        move || fault.strike()
    });
}

pub fn listeners_capture<P: Listens>(pool: &P, fault: &Fault, go: Go) {
    told(pool, go, || {
        let captured = fault.in_drop();
        move || drop(captured)
    });
}

/// Two listeners, as with callbacks.
fn told<P: Listens, L: FnOnce() + Send + 'static>(pool: &P, go: Go, listener: impl Fn() -> L) {
    let (tell, told) = mpsc::channel();
    let submit = |_| {
        let tell = tell.clone();
        let future = pool.submit(|| 1).expect(OPEN);
        P::listener(&future, listener());
        P::listener(&future, move || tell.send(()).unwrap());
        future
    };
    let futures = (0..MANY).map(submit).collect();
    go();
    assert_eq!(told.iter().take(MANY).count(), MANY);
    assert_eq!(settled::<P, _>(futures), MANY);
}

pub fn listener_now<P: Listens>(pool: &P, fault: &Fault, go: Go) {
    let futures = submit(pool, fault, |_| 1);
    go();
    while !futures.iter().all(P::done) {
        thread::yield_now();
    }
    for future in &futures {
        let fault = fault.clone();
        P::listener(future, move || fault.strike());
    }
    assert_eq!(settled::<P, _>(futures), MANY);
}

/// Futures of tasks that will not run: each has captured, and tells, what panics.
fn to_cancel<P: Hears>(pool: &P, fault: &Fault) -> Vec<P::Future<()>> {
    let submit = |nth| {
        let (captured, called) = (fault.in_drop(), fault.clone());
        let future = pool.submit(move || drop(captured)).expect(OPEN);
        match nth % 2 {
            0 => P::callback(future, move || called.strike()),
            _ => future,
        }
    };
    (0..MANY).map(submit).collect()
}

/// `cancel` drops what the task has captured, and calls.
pub fn cancelled<P: Cancels>(pool: &P, fault: &Fault, go: Go) {
    let futures = to_cancel(pool, fault);
    for (nth, future) in futures.iter().enumerate() {
        let fault = fault.clone();
        if nth % 2 == 1 {
            P::listener(future, move || fault.strike());
        }
        assert!(P::cancel(future), "it is pending");
    }
    go();
    assert_eq!(settled::<P, _>(futures), 0);
}

/// And so does a pool that gives up what is pending. (A worker that is faster runs it.)
pub fn given_up<P: GivesUp>(pool: &P, fault: &Fault, go: Go) {
    let futures = to_cancel(pool, fault);
    go();
    settled::<P, _>(futures);
}

/// The same, and nobody waits.
pub fn given_up_detached<P: GivesUp>(pool: &P, fault: &Fault, go: Go) {
    drop(to_cancel(pool, fault));
    go();
}
