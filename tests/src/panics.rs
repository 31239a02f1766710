//! A task that panics harms nobody else.

use std::panic::panic_any;
use std::sync::{Arc, Barrier, mpsc};

use crate::Pool;
use crate::tools::{Count, expect, gate, watched};

/// More panics than there are workers, and two tasks still run at once afterwards.
pub fn a_panic_takes_nothing_with_it<P: Pool>() {
    watched::<P>(|| {
        let pool = P::build(2, 8);
        for _ in 0..4 {
            pool.execute(|| panic!("on purpose"))
                .expect("the pool is open");
        }
        let (started, starts) = mpsc::channel();
        let (gate, passage) = gate();
        for _ in 0..2 {
            let (started, passage) = (started.clone(), passage.clone());
            pool.execute(move || {
                started.send(()).unwrap();
                passage.wait();
            })
            .expect("the pool is open");
        }
        for n in 1..=2 {
            expect::<P, _>(&starts, &format!("after the panics, {n} of 2 tasks run"));
        }
        gate.open();
        drop(pool);
    });
}

/// One task panics while another runs: `drop` still waits for the other. A join that stops
/// at the first panic does not (scoped-threadpool#11; rayon has tests for it too).
pub fn drop_waits_though_a_task_panicked<P: Pool>() {
    watched::<P>(|| {
        let pool = P::build(2, 2);
        let ended = Count::default();
        let (_gate, passage) = gate();
        // Both run before the one panics, so they are on two workers.
        let both = Arc::new(Barrier::new(2));
        let (here, there) = (Arc::clone(&both), both);
        pool.execute(move || {
            here.wait();
            panic!("on purpose");
        })
        .expect("the pool is open");
        let slow_ended = ended.clone();
        pool.execute(move || {
            there.wait();
            passage.wait_at_most(P::GRACE);
            slow_ended.up();
        })
        .expect("the pool is open");
        drop(pool);
        assert_eq!(
            ended.get(),
            1,
            "drop did not wait for the task beside the panic"
        );
    });
}

/// What a panic carries can be of any type, and its destructor may panic once more: with the
/// same again, and so on for ever. The one worker survives that too.
pub fn a_panic_may_carry_a_bomb<P: Pool>() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic_any(Bomb);
        }
    }
    watched::<P>(|| {
        let pool = P::build(1, 2);
        let (ran, has_run) = mpsc::channel();
        pool.execute(|| panic_any(Bomb)).expect("the pool is open");
        pool.execute(move || ran.send(()).unwrap())
            .expect("the pool is open");
        expect::<P, _>(&has_run, "the task after the bomb runs");
        drop(pool);
    });
}
