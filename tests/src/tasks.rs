//! Every accepted task runs, once.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::Pool;
use crate::tools::{collect, watched};

/// 100 tasks, one producer: each runs.
pub fn runs_every_task_once<P: Pool>() {
    watched::<P>(|| {
        let pool = P::build(3, 4);
        let (ran, who_ran) = mpsc::channel();
        for n in 0..100 {
            let ran = ran.clone();
            pool.execute(move || ran.send(n).unwrap())
                .expect("the pool is open");
        }
        drop(ran); // the tasks have the others: when all are gone, so are the tasks
        let mut numbers = collect::<P, _>(&who_ran, "every task runs or is dropped");
        numbers.sort();
        assert!(
            numbers.iter().copied().eq(0..100),
            "lost or doubled: {numbers:?}"
        );
    });
}

/// Four producers at once, two workers, room for one: nothing is lost on the way.
///
/// With a bounded pool everyone waits here for everyone, so it is also where a wake-up that
/// goes to the wrong thread ends in a hang (Nim#26230 had one condvar for both sides).
pub fn runs_the_tasks_of_many_producers<P: Pool>() {
    watched::<P>(|| {
        let pool = P::build(2, 1);
        let (ran, who_ran) = mpsc::channel();
        thread::scope(|scope| {
            for producer in 0..4 {
                let (pool, ran) = (&pool, ran.clone());
                scope.spawn(move || {
                    for n in 0..100 {
                        let ran = ran.clone();
                        pool.execute(move || ran.send((producer, n)).unwrap())
                            .expect("the pool is open");
                    }
                });
            }
        });
        drop(ran);
        let mut pairs = collect::<P, _>(&who_ran, "every task runs or is dropped");
        pairs.sort();
        let all = (0..4).flat_map(|producer| (0..100).map(move |n| (producer, n)));
        assert!(pairs.iter().copied().eq(all), "lost or doubled: {pairs:?}");
    });
}

/// A task executes two, these two each, and so on, on one worker. A pool that runs a task
/// under the lock of its queue hangs here.
pub fn a_task_may_execute_tasks<P: Pool>() {
    watched::<P>(|| {
        // Room for all 15, so that a bounded pool refuses none.
        let pool = Arc::new(P::build(1, 15));
        let (ran, who_ran) = mpsc::channel();
        grow(&pool, ran, 3);
        let depths = collect::<P, _>(&who_ran, "tasks of tasks run");
        assert_eq!(depths.len(), 1 + 2 + 4 + 8, "tasks of tasks were lost");
    });
}

/// A task that reports its depth and executes two more, until depth zero.
fn grow<P: Pool>(pool: &Arc<P>, ran: Sender<u32>, depth: u32) {
    let pool_in_task = Arc::clone(pool);
    pool.execute(move || {
        ran.send(depth).unwrap();
        if depth > 0 {
            grow(&pool_in_task, ran.clone(), depth - 1);
            grow(&pool_in_task, ran, depth - 1);
        }
    })
    .expect("the pool is open and has room");
}
