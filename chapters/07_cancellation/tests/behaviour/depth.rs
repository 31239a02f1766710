//! Tasks that wait for tasks that wait for tasks: the stack has an end, and help ends before.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};

use chapter7::Pool;
use chapter7::error::TaskError;
use chapter7::help::DEEPEST;
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
