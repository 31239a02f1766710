//! N workers: as many tasks at once, no more, and in order.

use std::sync::mpsc;
use std::thread;

use crate::Pool;
use crate::tools::{collect, expect, expect_none, gate, watched};

/// Three workers run three tasks at once: none of them ends before all have started.
pub fn n_tasks_run_at_once<P: Pool>() {
    watched::<P>(|| {
        let pool = P::build(3, 3);
        let caller = thread::current().id();
        let (started, starts) = mpsc::channel();
        let (gate, passage) = gate();
        for _ in 0..3 {
            let (started, passage) = (started.clone(), passage.clone());
            pool.execute(move || {
                let here = thread::current().id();
                assert_ne!(here, caller, "a task ran on the thread that called execute");
                started.send(()).unwrap();
                passage.wait();
            })
            .expect("the pool is open");
        }
        for n in 1..=3 {
            expect::<P, _>(&starts, &format!("{n} of 3 tasks run at once"));
        }
        gate.open();
    });
}

/// Two workers, two tasks that hold them: a third does not start until one of them ends.
pub fn at_most_n_tasks_run_at_once<P: Pool>() {
    watched::<P>(|| {
        let pool = P::build(2, 1);
        let (started, starts) = mpsc::channel();
        let (gate, passage) = gate();
        for n in 1..=3 {
            let (started, passage) = (started.clone(), passage.clone());
            pool.execute(move || {
                started.send(()).unwrap();
                passage.wait();
            })
            .expect("the pool is open");
            if n <= 2 {
                expect::<P, _>(&starts, "a task starts on a free worker");
            }
        }
        expect_none::<P, _>(&starts, "a third task runs beside two, on two workers");
        gate.open();
        expect::<P, _>(&starts, "the third task starts when a worker is free");
    });
}

/// One worker runs tasks in the order in which they came. They all wait in the queue when
/// the first is taken, so the order is the queue's and not that of the arrivals.
pub fn first_in_first_out<P: Pool>() {
    watched::<P>(|| {
        let pool = P::build(1, 20);
        let (ran, who_ran) = mpsc::channel();
        let (started, starts) = mpsc::channel();
        let (gate, passage) = gate();
        pool.execute(move || {
            started.send(()).unwrap();
            passage.wait();
        })
        .expect("the pool is open");
        expect::<P, _>(&starts, "the first task holds the worker");
        for n in 0..20 {
            let ran = ran.clone();
            pool.execute(move || ran.send(n).unwrap())
                .expect("the pool is open");
        }
        drop(ran);
        gate.open();
        let order = collect::<P, _>(&who_ran, "every task runs or is dropped");
        assert!(order.iter().copied().eq(0..20), "not in order: {order:?}");
    });
}
