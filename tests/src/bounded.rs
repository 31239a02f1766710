//! A queue with a limit.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use crate::tools::{Count, Gate, expect, expect_none, gate, watched};
use crate::{Bounded, HandedBack};

/// A task that is only tried wakes an idle worker, as any other does.
///
/// Nobody can see that a worker sleeps. But while we are being woken by its answer it has
/// time to, and of 100 times once is enough.
pub fn try_execute_wakes_a_worker<P: Bounded>() {
    watched::<P>(|| {
        let pool = P::build(1, 1);
        let (ran, has_run) = mpsc::channel();
        for _ in 0..100 {
            let ran = ran.clone();
            pool.try_execute(move || ran.send(()).unwrap())
                .expect("there is room");
            expect::<P, _>(&has_run, "try_execute wakes an idle worker");
        }
    });
}

/// Holds the only worker of `pool` and fills its queue to `capacity` with tasks that count.
fn fill<P: Bounded>(pool: &P, capacity: usize, ran: &Count) -> Gate {
    let (gate, passage) = gate();
    let (started, starts) = mpsc::channel();
    pool.try_execute(move || {
        started.send(()).unwrap();
        passage.wait();
    })
    .expect("there is room");
    expect::<P, _>(&starts, "the first task holds the worker");
    for n in 1..=capacity {
        let ran = ran.clone();
        let accepted = pool.try_execute(move || ran.up());
        assert!(accepted.is_ok(), "no room for task {n} of {capacity}");
    }
    gate
}

/// With the worker busy, exactly `capacity` tasks are accepted. The next comes back, marked
/// as too many, and can still be run.
pub fn at_most_capacity_wait<P: Bounded>() {
    watched::<P>(|| {
        for capacity in 1..=3 {
            let pool = P::build(1, capacity);
            let ran = Count::default();
            let gate = fill(&pool, capacity, &ran);
            let (own, own_ran) = mpsc::channel();
            match pool.try_execute(move || own.send(()).unwrap()) {
                Ok(()) => panic!("more than {capacity} tasks wait"),
                Err(HandedBack::Closed(_)) => panic!("full, not closed, is why it was refused"),
                Err(HandedBack::Full(task)) => {
                    task();
                    assert!(own_ran.try_recv().is_ok(), "what came back is another task");
                }
            }
            gate.open();
            pool.shutdown();
            assert_eq!(ran.get(), capacity, "tasks that waited and ran");
            let closed = pool.try_execute(|| ());
            assert!(
                matches!(closed, Err(HandedBack::Closed(_))),
                "closed is not full"
            );
        }
    });
}

/// A producer that finds the queue full waits, and is accepted when there is room.
pub fn execute_waits_for_room<P: Bounded>() {
    watched::<P>(|| {
        let pool = Arc::new(P::build(1, 1));
        let ran = Count::default();
        let gate = fill(&*pool, 1, &ran);
        let results = producer(&pool, &ran);
        expect_none::<P, _>(&results, "execute returns though the queue is full");
        gate.open();
        let result = expect::<P, _>(&results, "room wakes a waiting producer");
        assert!(result.is_ok(), "{result:?}, though there was room");
        pool.shutdown();
        assert_eq!(ran.get(), 2, "tasks that waited and ran");
    });
}

/// The pool is shut down while its queue is full, its worker busy and producers wait for
/// room. They get their tasks back at once: closing is a flag, not one more message for
/// the full queue (fjall#260). What had been accepted runs.
///
/// By `shutdown`, as a `drop` cannot come in between: who is in `execute` borrows the pool.
pub fn shutdown_frees_blocked_producers<P: Bounded>() {
    watched::<P>(|| {
        let pool = Arc::new(P::build(1, 2));
        let ran = Count::default();
        let gate = fill(&*pool, 2, &ran);
        let producers = [(); 3].map(|()| producer(&pool, &ran));
        // For as long as this they have time to fall asleep.
        expect_none::<P, _>(&producers[0], "execute returns though the queue is full");
        let closing = Arc::clone(&pool);
        let shutdown = thread::spawn(move || closing.shutdown());
        for results in &producers {
            match expect::<P, _>(results, "the shutdown frees a producer that waits") {
                Err(HandedBack::Closed(task)) => task(), // still whole
                other => panic!("{other:?} in the place of Closed"),
            }
        }
        assert_eq!(ran.get(), 3, "only what was handed back has run so far");
        gate.open();
        shutdown.join().unwrap();
        assert_eq!(ran.get(), 3 + 2, "what was accepted runs");
    });
}

/// A thread that executes one task that counts, and what `execute` answers.
fn producer<P: Bounded>(pool: &Arc<P>, ran: &Count) -> Receiver<Result<(), HandedBack>> {
    let (answer, answers) = mpsc::channel();
    let (pool, ran) = (Arc::clone(pool), ran.clone());
    thread::spawn(move || answer.send(pool.execute(move || ran.up())));
    answers
}

/// The only worker executes a task while the queue is full. Nobody else could make room, so
/// it must not wait: the task comes back.
pub fn execute_in_a_task_of_a_full_pool<P: Bounded>() {
    watched::<P>(|| {
        let pool = Arc::new(P::build(1, 1));
        let (answer, answers) = mpsc::channel();
        let (gate, passage) = gate();
        let pool_in_task = Arc::clone(&pool);
        pool.execute(move || {
            passage.wait(); // until the queue is full
            answer.send(pool_in_task.execute(|| ())).unwrap();
        })
        .expect("there is room");
        // Waits, if it must, until the worker has taken the first.
        pool.execute(|| ()).expect("the pool is open");
        gate.open();
        let result = expect::<P, _>(&answers, "execute returns inside a task of a full pool");
        assert!(
            matches!(result, Err(HandedBack::Full(_))),
            "{result:?} in the place of Full"
        );
    });
}
