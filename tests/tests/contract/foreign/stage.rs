//! A pool on which somebody else's code panics, and what has to be true of it afterwards.

use std::cell::Cell;
use std::collections::HashSet;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Barrier};
use std::thread::{self, ThreadId};
use std::time::Duration;

use chapter4::error::TrySendError;
use contract::{Bounded, Pool, Shutdown, Submits};

use super::fault::{Fault, Way};

/// How many workers each pool has, and how many tasks wait for them at most.
pub const WORKERS: usize = 2;
pub const ROOM: usize = 600;

pub const OPEN: &str = "the pool is open and has room";

/// Lets the workers go, on which nothing runs before. If the pool is to end it begins to.
pub type Go<'a> = &'a dyn Fn();

/// A pool whose futures tell of their end.
pub trait Hears: Submits {
    fn callback<T: Send + 'static>(
        future: Self::Future<T>,
        callback: impl FnOnce() + Send + 'static,
    ) -> Self::Future<T>;
    fn done<T: Send + 'static>(future: &Self::Future<T>) -> bool;
}

/// And that have listeners.
pub trait Listens: Hears {
    fn listener<T: Send + 'static>(
        future: &Self::Future<T>,
        listener: impl FnOnce() + Send + 'static,
    );
}

/// And that can be cancelled.
pub trait Cancels: Listens {
    fn cancel<T: Send + 'static>(future: &Self::Future<T>) -> bool;
}

/// A pool that can end without running what is pending.
pub trait GivesUp: Hears {
    fn give_up(&self);
}

macro_rules! hear {
    ($($pool:ty),+) => { $(
        impl Hears for $pool {
            fn callback<T: Send + 'static>(
                mut future: Self::Future<T>,
                callback: impl FnOnce() + Send + 'static,
            ) -> Self::Future<T> {
                future.add_done_callback(move |_| callback());
                future
            }
            fn done<T: Send + 'static>(future: &Self::Future<T>) -> bool {
                future.done()
            }
        }
        impl Listens for $pool {
            fn listener<T: Send + 'static>(
                future: &Self::Future<T>,
                listener: impl FnOnce() + Send + 'static,
            ) {
                future.when_done(listener);
            }
        }
    )+ };
}

macro_rules! cancel {
    ($($pool:ty: $give_up:expr),+) => { $(
        impl Cancels for $pool {
            fn cancel<T: Send + 'static>(future: &Self::Future<T>) -> bool {
                future.cancel()
            }
        }
        impl GivesUp for $pool {
            fn give_up(&self) {
                let give_up: fn(&Self) = $give_up;
                give_up(self);
            }
        }
    )+ };
}

hear!(
    chapter5::Pool,
    chapter7::Pool,
    chapter8::Pool,
    chapter10::ThreadPoolExecutor,
    chapter12::Pool
);
cancel!(
    chapter7::Pool: |pool| pool.shutdown(chapter7::Pending::Cancel),
    chapter8::Pool: |pool| pool.shutdown(chapter8::Pending::Cancel),
    chapter10::ThreadPoolExecutor:
        |pool| pool.shutdown(chapter10::Wait::Yes, chapter10::Pending::Cancel),
    chapter12::Pool: |pool| pool.shutdown(chapter12::Pending::Cancel)
);

impl Hears for chapter10::Pool {
    fn callback<T: Send + 'static>(
        result: Self::Future<T>,
        callback: impl FnOnce() + Send + 'static,
    ) -> Self::Future<T> {
        // One of the two will be called.
        let one = Arc::new(std::sync::Mutex::new(Some(callback)));
        let other = Arc::clone(&one);
        let call = |callback: Arc<std::sync::Mutex<Option<_>>>| {
            let callback: Option<_> = callback.lock().unwrap().take();
            callback
        };
        result
            .callback(move |_| call(one).into_iter().for_each(|callback| callback()))
            .error_callback(move |_| {
                let callback = other.lock().unwrap().take();
                callback.into_iter().for_each(|callback| callback());
            })
    }
    fn done<T: Send + 'static>(result: &Self::Future<T>) -> bool {
        result.ready()
    }
}

impl GivesUp for chapter10::Pool {
    fn give_up(&self) {
        self.terminate();
        self.join().expect("it is terminated");
    }
}

/// One task on each worker, at the same time: who are they?
fn crew<P: Pool>(pool: &P) -> HashSet<ThreadId> {
    let (tell, told) = mpsc::channel();
    let all = Arc::new(Barrier::new(WORKERS));
    for _ in 0..WORKERS {
        let (tell, all) = (tell.clone(), Arc::clone(&all));
        let meet = move || {
            all.wait();
            tell.send(thread::current().id()).unwrap();
        };
        pool.execute(meet).expect(OPEN);
    }
    told.iter().take(WORKERS).collect()
}

/// Keeps every worker busy until what it returns is dropped.
fn occupy<P: Pool>(pool: &P) -> Vec<Sender<()>> {
    let (start, started) = mpsc::channel();
    let occupy = |_| {
        let start = start.clone();
        let (let_go, may_go) = mpsc::channel::<()>();
        let wait = move || {
            start.send(()).unwrap();
            let _ = may_go.recv(); // an error: the sender is gone, and so may we
        };
        pool.execute(wait).expect(OPEN);
        let_go
    };
    let all = (0..WORKERS).map(occupy).collect();
    assert_eq!(started.iter().take(WORKERS).count(), WORKERS);
    all
}

/// How the pool ends in the middle of the panics.
struct End<P> {
    end: fn(&P),
    /// Has it begun to?
    is_closed: fn(&P) -> bool,
    /// Does what is pending run, and is there room for more?
    runs_more: bool,
}

/// Has `place` run what panics in some place of a pool, that a worker does so, and that the
/// pool is as it was: the same workers, at work; and it ends.
pub fn on<P: Shutdown>(way: Way, place: impl FnOnce(&P, &Fault, Go<'_>)) {
    let end = End {
        end: P::shutdown,
        is_closed: |pool: &P| pool.execute(|| ()).is_err(),
        runs_more: true,
    };
    play(way, place, (way == Way::Ending).then_some(end));
}

/// The same for a place that needs a full queue.
pub fn on_full<P: Bounded>(way: Way, place: impl FnOnce(&P, &Fault, Go<'_>)) {
    let end = End {
        end: P::shutdown,
        is_closed: |pool: &P| matches!(pool.try_execute(|| ()), Err(TrySendError::Closed(_))),
        runs_more: false,
    };
    play(way, place, (way == Way::Ending).then_some(end));
}

/// The same for a pool that gives up what is pending, in whatever way it panics.
pub fn on_giving_up<P: GivesUp>(way: Way, place: impl FnOnce(&P, &Fault, Go<'_>)) {
    let end = End {
        end: P::give_up,
        is_closed: |pool: &P| pool.execute(|| ()).is_err(),
        runs_more: false,
    };
    play(way, place, Some(end));
}

fn play<P: Shutdown>(way: Way, place: impl FnOnce(&P, &Fault, Go<'_>), end: Option<End<P>>) {
    let pool = Arc::new(P::build(WORKERS, ROOM));
    let fault = Fault::new(way);
    let before = crew(&*pool);
    let busy = Cell::new(occupy(&*pool));
    let (ran, runs) = mpsc::channel();
    let ending = Cell::new(None);
    let went = Cell::new(false);
    let go = || {
        if went.replace(true) {
            return;
        }
        if let Some(End {
            end,
            is_closed,
            runs_more,
        }) = &end
        {
            for _ in 0..if *runs_more { WORKERS } else { 0 } {
                let ran = ran.clone();
                pool.execute(move || ran.send(()).unwrap()).expect(OPEN);
            }
            let (its_pool, end) = (Arc::clone(&pool), *end);
            ending.set(Some(thread::spawn(move || end(&its_pool))));
            // The workers are busy, so each look takes a place. (On a machine so slow that there
            // are not enough of them the end comes a little later.)
            for _ in 0..ROOM - 100 {
                if is_closed(&pool) {
                    break;
                }
                thread::sleep(Duration::from_millis(1));
            }
        }
        drop(busy.take());
    };
    place(&pool, &fault, &go);
    go(); // if a panic was faster
    match (ending.take(), &end) {
        (Some(ending), Some(end)) => {
            ending.join().expect("the shutdown returns");
            let more = if end.runs_more { WORKERS } else { 0 };
            assert_eq!(runs.try_iter().count(), more, "what came later runs");
        }
        _ => {
            assert_eq!(crew(&*pool), before, "the workers are the same");
            pool.shutdown();
        }
    }
    drop(pool);
    let least = if way == Way::Twice { 2 } else { 1 };
    assert!(fault.struck() >= least, "nothing has panicked there");
}
