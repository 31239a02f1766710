//! Tasks that wait for tasks that wait for tasks: the stack has an end, and help ends before.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};

use chapter6::{When, as_completed, wait};
use chapter7::error::TaskError;
use chapter7::help::{self, DEEPEST};
use chapter7::{Future, Pool};
use seam::watchdog::within;

/// Each task submits the next one and waits for it. How far did they get, on one stack?
fn chain(pool: &Arc<Pool>, depth: usize, ran: &Arc<AtomicUsize>) -> Result<usize, ()> {
    ran.fetch_add(1, SeqCst);
    if depth == 0 {
        return Ok(0);
    }
    let (same_pool, count) = (Arc::clone(pool), Arc::clone(ran));
    let link = move || chain(&same_pool, depth - 1, &count);
    // With no room it is ours: we run it here, and that is one more on this stack, too.
    let future = pool.submit(link).unwrap_or_else(|refused| {
        let (task, future) = refused.into_inner();
        task();
        future
    });
    match future.result() {
        Ok(below) => Ok(below? + 1),
        Err(error) => {
            assert!(matches!(error, TaskError::TooDeep), "{error}");
            Err(())
        }
    }
}

/// (Halide#9377, rayon#854: there the stack overflows, and the process is gone.)
#[test]
fn a_chain_ends_where_it_is_too_deep() {
    within(60, || {
        for capacity in [4, 20_000] {
            let pool = Arc::new(Pool::new(1, capacity).unwrap());
            for (depth, outcome) in [(DEEPEST, Ok(DEEPEST)), (10_000, Err(()))] {
                let ran = Arc::new(AtomicUsize::new(0));
                let (same_pool, count) = (Arc::clone(&pool), Arc::clone(&ran));
                let first = pool.submit(move || chain(&same_pool, depth, &count));
                assert_eq!(first.unwrap().result().unwrap(), outcome);
                assert!(ran.load(SeqCst) > DEEPEST);
            }
        }
    });
}

/// The task that nobody helped with stays in the queue, and runs.
#[test]
fn what_is_too_deep_runs_later() {
    fn nest(pool: &Arc<Pool>, depth: usize, last: mpsc::Sender<()>) -> bool {
        let same_pool = Arc::clone(pool);
        if depth == 0 {
            let task = pool.submit(move || last.send(()).unwrap()).unwrap();
            return matches!(task.result(), Err(TaskError::TooDeep));
        }
        let task = pool.submit(move || nest(&same_pool, depth - 1, last));
        task.unwrap().result().unwrap()
    }
    within(60, || {
        let pool = Arc::new(Pool::new(1, 2 * DEEPEST).unwrap());
        let same_pool = Arc::clone(&pool);
        let (ran, has_run) = mpsc::channel();
        let outer = pool.submit(move || nest(&same_pool, DEEPEST, ran));
        assert!(
            outer.unwrap().result().unwrap(),
            "one too many, and it was run"
        );
        has_run.recv().unwrap();
    });
}

/// Works below `depth` tasks, one inside the other.
fn down(depth: usize, work: &mut dyn FnMut()) {
    match depth {
        0 => work(),
        _ => help::deeper(|| down(depth - 1, work)).expect("as deep as it goes"),
    }
}

/// What has come back counts no more, also after a panic; what is below still counts.
#[test]
fn what_has_come_back_counts_no_more() {
    fn left() -> usize {
        help::deeper(|| left() + 1).unwrap_or(0)
    }
    within(60, || {
        for _ in 0..2 {
            assert_eq!(left(), DEEPEST);
            down(DEEPEST / 2, &mut || {
                for _ in 0..2 {
                    assert_eq!(left(), DEEPEST - DEEPEST / 2);
                }
            });
            let panics = catch_unwind(|| help::deeper(|| panic!("a destructor's panic")));
            assert!(panics.is_err());
        }
    });
}

/// A wait for many has no error to hand out, and nobody comes to its task: it panics.
#[test]
fn a_wait_for_many_that_is_too_deep_panics() {
    within(60, || {
        for wait_for in [
            |task| drop(as_completed([task]).next()),
            |task| drop(wait([task], When::AllCompleted, None)),
        ] as [fn(Future<()>); 2]
        {
            let pool = Arc::new(Pool::new(1, 1).unwrap());
            let same_pool = Arc::clone(&pool);
            let outer = move || {
                let mut pending = same_pool.submit(|| ()).ok();
                let mut said = String::new();
                down(DEEPEST, &mut || {
                    let task = pending.take().unwrap();
                    let panics = catch_unwind(AssertUnwindSafe(|| wait_for(task))).unwrap_err();
                    said = *panics.downcast::<String>().unwrap();
                });
                said
            };
            let said = pool.submit(outer).unwrap().result().unwrap();
            assert_eq!(said, TaskError::TooDeep.to_string());
        }
    });
}

/// A wait for the error hands it out, and leaves the task: it runs when the worker comes to it.
#[test]
fn an_error_that_is_asked_for_too_deep_says_so() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        let outer = move || {
            let pending = same_pool.submit(|| 42).unwrap();
            let mut said = None;
            down(DEEPEST, &mut || said = pending.error());
            (said, pending)
        };
        let (said, pending) = pool.submit(outer).unwrap().result().unwrap();
        assert_eq!(said, Some(TaskError::TooDeep.to_string()));
        assert_eq!(pending.result().unwrap(), 42);
    });
}

/// As deep as it goes: what is done there already has its outcome, and needs no help.
#[test]
fn what_is_done_is_never_too_deep() {
    within(60, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        let task = move || {
            let mut done = same_pool.submit(|| 42).ok();
            assert!(done.as_ref().is_some_and(|done| done.help().unwrap()));
            let mut outcome = None;
            down(DEEPEST, &mut || outcome = done.take().map(Future::result));
            outcome.unwrap().unwrap()
        };
        assert_eq!(pool.submit(task).unwrap().result().unwrap(), 42);
    });
}
