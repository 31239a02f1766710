//! The end of a pool.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Instant;

use crate::Pool;
use crate::tools::{Count, expect, gate, watched};

/// When `drop` returns, every accepted task has run: the slow one and those behind it.
pub fn drop_waits_for_every_task<P: Pool>() {
    watched::<P>(|| {
        let pool = P::build(1, 4);
        let ended = Count::default();
        let (_gate, passage) = gate();
        for _ in 0..4 {
            let (ended, passage) = (ended.clone(), passage.clone());
            pool.execute(move || {
                // A drop that does not wait is back long before this is.
                passage.wait_at_most(P::GRACE / 4);
                ended.up();
            })
            .expect("the pool is open");
        }
        drop(pool);
        assert_eq!(ended.get(), 4, "drop returned before every task had ended");
    });
}

/// A task owns the last handle to its own pool, so the drop happens on a worker, which must
/// not wait for itself (rust#43539). What is queued behind it runs all the same.
pub fn the_last_handle_may_go_in_a_task<P: Pool>() {
    watched::<P>(|| {
        let pool = Arc::new(P::build(1, 2));
        let (dropped, has_dropped) = mpsc::channel();
        let (ran, has_run) = mpsc::channel();
        let (gate, passage) = gate();
        let last = Arc::clone(&pool);
        pool.execute(move || {
            passage.wait(); // until this handle is the last
            drop(last);
            dropped.send(()).unwrap();
        })
        .expect("the pool is open");
        pool.execute(move || ran.send(()).unwrap())
            .expect("the pool is open");
        drop(pool);
        gate.open();
        expect::<P, _>(&has_dropped, "a pool's drop returns inside its own task");
        expect::<P, _>(&has_run, "the task queued behind it runs");
    });
}

/// `pools` pools, made, used and dropped, leave no thread behind.
///
/// A pool whose workers keep alive what would end them never ends (nearcore#15016: the
/// `Drop` sat on the very `Arc` that the workers held). Run it in a process that does
/// nothing else meanwhile; where the system does not count threads, it only says so.
pub fn leaves_no_thread<P: Pool>(pools: usize) {
    watched::<P>(move || {
        let Some(before) = chapter1::threads::alive() else {
            println!("left out: this system does not say how many threads there are");
            return;
        };
        for _ in 0..pools {
            let pool = P::build(2, 1);
            pool.execute(|| ()).expect("the pool is open");
        }
        // A thread that has been joined may be counted for a moment longer.
        let end = Instant::now() + P::PATIENCE;
        loop {
            let now = chapter1::threads::alive().expect("it said so a moment ago");
            if now <= before {
                return;
            }
            let more = now - before;
            assert!(
                Instant::now() < end,
                "{pools} pools left {more} threads behind"
            );
            thread::yield_now();
        }
    });
}
