//! Every way to end an await, at every moment, for every outcome, with every waker: what
//! runs, what comes of it, and who is woken. After the grid of tests of smol's async-task.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::task::Poll;

use crate::tools::{Count, poll};
use chapter8::error::TaskError;
use chapter8::{Pending, Pool, block_on};
use seam::watchdog::within;

#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    /// `cancel`, and then `result`.
    Cancel,
    /// `.await`, by one more task.
    Await,
    /// `result`, with a thread.
    Result,
    /// The future is dropped.
    Detach,
    /// It is dropped as an `AbortOnDrop`.
    Abort,
}

/// What the task was doing at that moment.
#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    Pending,
    Running,
    Done,
}

/// What the asker was told.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Told {
    /// What became of the task: a value, or a panic.
    Outcome,
    Cancelled,
    /// The future was dropped.
    Nothing,
}

/// What is to happen: does the task run, what is told, and, of those who polled before, how
/// often is the last one woken?
///
/// The last number is the rule of wakers in small: a waiter is woken once, one that
/// has given up is not woken, and an await by another task takes the place of theirs.
/// `result` gives up the await as it returns, just as the worker comes to wake it.
#[rustfmt::skip]
const GRID: [(End, When, bool, Told, RangeInclusive<usize>); 15] = [
    (End::Cancel, When::Pending, false, Told::Cancelled, 1..=1),
    (End::Cancel, When::Running, true,  Told::Outcome,   1..=1),
    (End::Cancel, When::Done,    true,  Told::Outcome,   1..=1),
    (End::Await,  When::Pending, true,  Told::Outcome,   0..=0),
    (End::Await,  When::Running, true,  Told::Outcome,   0..=0),
    (End::Await,  When::Done,    true,  Told::Outcome,   1..=1),
    (End::Result, When::Pending, true,  Told::Outcome,   0..=1),
    (End::Result, When::Running, true,  Told::Outcome,   0..=1),
    (End::Result, When::Done,    true,  Told::Outcome,   1..=1),
    (End::Detach, When::Pending, true,  Told::Nothing,   0..=0),
    (End::Detach, When::Running, true,  Told::Nothing,   0..=0),
    (End::Detach, When::Done,    true,  Told::Nothing,   1..=1),
    (End::Abort,  When::Pending, false, Told::Nothing,   0..=0),
    (End::Abort,  When::Running, true,  Told::Nothing,   0..=0),
    (End::Abort,  When::Done,    true,  Told::Nothing,   1..=1),
];

/// 15 rows, for a task that returns and one that panics, polled by nobody before, by one
/// task, or by one and then by another: 90 cells.
#[test]
fn every_cell_of_the_grid() {
    within(60, || {
        for (end, when, runs, told, wakes) in GRID {
            for panics in [false, true] {
                for polled_by in 0..=2 {
                    let cell = format!("{end:?}, {when:?}, panics: {panics}, by {polled_by}");
                    let (ran, was_told, woken) = try_out(end, when, panics, polled_by);
                    assert_eq!((ran, was_told), (usize::from(runs), told), "{cell}");
                    // The last of those who polled is the one who waits.
                    if let Some((last, earlier)) = woken.split_last() {
                        assert!(wakes.contains(last), "{cell}: woken {last} times");
                        assert!(earlier.iter().all(|&woken| woken == 0), "{cell}");
                    }
                }
            }
        }
    });
}

/// How often the task ran, what was told, and how often each waker was woken.
fn try_out(end: End, when: When, panics: bool, polled_by: usize) -> (usize, Told, Vec<usize>) {
    let pool = Pool::new(1, 2).unwrap();
    let before = Blocker::queue(&pool); // while it runs, our task is pending
    before.has_started();
    let inside = Blocker::new(); // while it waits here, our task is running
    let (ran, its_waker) = Count::new();
    let gate = inside.1;
    let mut future = pool
        .submit(move || {
            its_waker.wake_by_ref();
            gate();
            assert!(!panics, "a task's panic");
        })
        .unwrap();
    let counts: Vec<Arc<Count>> = (0..polled_by)
        .map(|_| {
            let (count, waker) = Count::new();
            assert!(poll(&mut future, &waker).is_pending());
            count
        })
        .collect();
    let (mut before, mut inside) = (Some(before), Some(inside.0));
    if when != When::Pending {
        before = None;
        inside.as_ref().unwrap().has_started();
    }
    if when == When::Done {
        inside = None;
        let (done, is_done) = mpsc::channel();
        // One worker, first in, first out: after this one, all of the first is over.
        pool.execute(move || done.send(()).unwrap()).unwrap();
        is_done.recv().unwrap();
    }
    let let_go = move || drop((before, inside));
    let told = match end {
        End::Cancel => {
            assert_eq!(future.cancel(), when == When::Pending);
            let_go();
            pool.shutdown(Pending::Run); // all who are to be woken have been
            told(future.result(), panics)
        }
        End::Await => {
            // Registers before the task may go on, so that the others are not woken.
            let (_, waker) = Count::new();
            let polled = poll(&mut future, &waker);
            let_go();
            match polled {
                Poll::Ready(outcome) => told(outcome, panics),
                Poll::Pending => told(block_on(future), panics),
            }
        }
        End::Result => {
            let_go();
            told(future.result(), panics)
        }
        End::Detach => {
            drop(future);
            let_go();
            Told::Nothing
        }
        End::Abort => {
            drop(future.abort_on_drop());
            let_go();
            Told::Nothing
        }
    };
    drop(pool); // everything has run, the listeners too
    assert_eq!(Arc::strong_count(&ran), 1, "the task is still there");
    assert!(
        counts.iter().all(|count| Arc::strong_count(count) == 1),
        "somebody keeps a waker"
    );
    let woken = counts.iter().map(|count| count.get()).collect();
    (ran.get(), told, woken)
}

fn told(outcome: Result<(), TaskError>, panics: bool) -> Told {
    match outcome {
        Err(TaskError::Cancelled) => Told::Cancelled,
        Ok(()) if !panics => Told::Outcome,
        Err(TaskError::Panicked(_)) if panics => Told::Outcome,
        other => panic!("{other:?}"),
    }
}

/// Something that waits until this is dropped, and says that it has started.
struct Blocker {
    started: mpsc::Receiver<()>,
    _let_go: Sender<()>,
}

impl Blocker {
    fn new() -> (Blocker, impl FnOnce() + Send + 'static) {
        let (start, started) = mpsc::channel();
        let (_let_go, may_go) = mpsc::channel::<()>();
        let wait = move || {
            let _ = start.send(()); // an error: nobody asks
            let _ = may_go.recv(); // an error: the blocker is gone
        };
        (Blocker { started, _let_go }, wait)
    }

    fn queue(pool: &Pool) -> Blocker {
        let (blocker, wait) = Blocker::new();
        pool.execute(wait).unwrap();
        blocker
    }

    fn has_started(&self) {
        self.started.recv().unwrap();
    }
}
