//! A pool that is told to end.

use std::sync::{Arc, Barrier, mpsc};
use std::thread;

use crate::tools::{Count, expect, gate, watched};
use crate::{HandedBack, Shutdown};

/// After a shutdown, also after a second, a task is refused, and it comes back whole.
pub fn shutdown_hands_the_task_back<P: Shutdown>() {
    watched::<P>(|| {
        let pool = P::build(1, 1);
        pool.shutdown();
        pool.shutdown();
        let ran = Count::default();
        let runs = ran.clone();
        match pool.execute(move || runs.up()) {
            Ok(()) => panic!("a task was accepted after the shutdown"),
            Err(HandedBack::Full(_)) => panic!("closed, not full, is why it was refused"),
            Err(HandedBack::Closed(task)) => {
                assert_eq!(ran.get(), 0, "it was refused and ran");
                task();
                assert_eq!(ran.get(), 1, "what came back is another task");
            }
        }
    });
}

/// Tasks that wait in the queue when it closes are run, not dropped (crossbeam#1102).
pub fn shutdown_runs_what_is_queued<P: Shutdown>() {
    watched::<P>(|| {
        let pool = P::build(1, 3);
        let ended = Count::default();
        let (_gate, passage) = gate();
        for _ in 0..4 {
            let (ended, passage) = (ended.clone(), passage.clone());
            pool.execute(move || {
                // The first holds the only worker while the shutdown begins.
                passage.wait_at_most(P::GRACE / 4);
                ended.up();
            })
            .expect("the pool is open");
        }
        pool.shutdown();
        assert_eq!(
            ended.get(),
            4,
            "shutdown returned before every task had run"
        );
    });
}

/// Three threads shut the pool down at once: each returns only when every task has ended,
/// not just the one that came first.
pub fn every_shutdown_waits<P: Shutdown>() {
    watched::<P>(|| {
        let pool = P::build(1, 1);
        let ended = Count::default();
        let (_gate, passage) = gate();
        let slow_ended = ended.clone();
        pool.execute(move || {
            passage.wait_at_most(P::GRACE);
            slow_ended.up();
        })
        .expect("the pool is open");
        let together = Barrier::new(3);
        let waits = || {
            together.wait();
            pool.shutdown();
            ended.get() == 1
        };
        let all = thread::scope(|scope| {
            let threads = [(); 3].map(|()| scope.spawn(waits));
            threads.map(|thread| thread.join().unwrap())
        });
        assert_eq!(
            all, [true; 3],
            "a shutdown returned before the task had ended"
        );
    });
}

/// Two tasks shut their own pool down. Neither can wait for its own end, nor the two for
/// each other's: both return at once. A shutdown from outside then waits for them.
pub fn shutdown_in_a_task_returns<P: Shutdown>() {
    watched::<P>(|| {
        let pool = Arc::new(P::build(2, 2));
        let (returned, has_returned) = mpsc::channel();
        let both = Arc::new(Barrier::new(2));
        for _ in 0..2 {
            let (pool_in_task, both) = (Arc::clone(&pool), Arc::clone(&both));
            let returned = returned.clone();
            pool.execute(move || {
                both.wait(); // so that two workers are inside a task
                pool_in_task.shutdown();
                returned.send(()).unwrap();
            })
            .expect("the pool is open");
        }
        for _ in 0..2 {
            expect::<P, _>(&has_returned, "a shutdown returns inside a task");
        }
        pool.shutdown();
    });
}

/// Producers race the shutdown: a task is either accepted, and then it runs, or it comes
/// back, and then it has not run. None vanishes in between (tokio#1875).
///
/// A race cannot be forced. It is run 50 times.
pub fn accepted_or_handed_back<P: Shutdown>() {
    watched::<P>(|| {
        for _ in 0..50 {
            let pool = P::build(2, 2);
            let (ran, accepted) = (Count::default(), Count::default());
            let together = Barrier::new(3);
            thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(|| {
                        together.wait();
                        for _ in 0..1_000 {
                            let runs = ran.clone();
                            match pool.execute(move || runs.up()) {
                                Ok(()) => accepted.up(),
                                Err(_) => return,
                            }
                        }
                    });
                }
                together.wait();
                pool.shutdown();
            });
            let (ran, accepted) = (ran.get(), accepted.get());
            assert_eq!(ran, accepted, "tasks that ran, tasks that were accepted");
        }
    });
}
