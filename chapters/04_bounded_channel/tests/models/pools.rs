//! Models of the pool over the channel. Main is one of the threads in each.

use std::sync::Arc as Plain; // counts outside the model: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::channel::channel;
use super::error::TrySendError;
use super::pool::Pool;
use super::sync::Arc;
use super::thread;
use seam::imp::imp;
use seam::model::{Bound, check};

/// A whole life with a queue that is too small: two tasks, one place. Two threads (main,
/// the worker), exhaustive. No imp: `shutdown_frees_a_waiting_producer` has one.
pub fn drop_runs_what_was_accepted() {
    check("drop_runs_what_was_accepted", Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Pool::new(1, 1).unwrap();
        for _ in 0..2 {
            pool.execute(count(&ran)).unwrap();
        }
        drop(pool);
        assert_eq!(ran.load(SeqCst), 2, "an accepted task did not run");
    });
}

/// A producer waits for room while another thread shuts down: its task runs, or it gets it
/// back; it never waits on. Four threads (main shuts down, the producer, the worker, the
/// imp); three preemptions, one each for the producer, the closing and the worker. The
/// exhaustive search does not end within minutes.
pub fn shutdown_frees_a_waiting_producer() {
    let name = "shutdown_frees_a_waiting_producer";
    check(name, Bound::Preemptions(3), || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let imp = imp();
        let producer = {
            let (pool, ran) = (Arc::clone(&pool), Plain::clone(&ran));
            thread::spawn(move || {
                let accepted = [(); 2].map(|()| pool.execute(count(&ran)).is_ok());
                accepted.iter().filter(|&&ok| ok).count()
            })
        };
        pool.shutdown();
        let ran = ran.load(SeqCst);
        assert_eq!(ran, producer.join().unwrap());
        imp.join().unwrap();
    });
}

/// A task and main each hold the pool, and either may be the last to drop it. Two threads
/// (main, the worker), exhaustive. No imp: `shutdown_frees_a_waiting_producer` has one.
pub fn a_task_may_drop_its_pool() {
    check("a_task_may_drop_its_pool", Bound::Exhaustive, || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let same_pool = Arc::clone(&pool);
        pool.execute(move || drop(same_pool)).unwrap();
        drop(pool);
    });
}

/// The only worker's task executes two more through one place: the second comes back, and
/// nobody waits for a worker that waits. Two threads (main, the worker), exhaustive. No imp:
/// `shutdown_frees_a_waiting_producer` has one.
// ANCHOR: own_pool
pub fn a_task_never_waits_for_room() {
    check("a_task_never_waits_for_room", Bound::Exhaustive, || {
        let ran = Plain::new(AtomicUsize::new(0));
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let (same_pool, counter) = (Arc::clone(&pool), Plain::clone(&ran));
        let (done, is_done) = channel(1);
        let task = move || {
            same_pool.execute(count(&counter)).unwrap();
            match same_pool.execute(count(&counter)) {
                Err(TrySendError::Full(task)) => task(), // ours again: run it here
                other => panic!("there was no room, but: {other:?}"),
            }
            done.send(()).unwrap();
        };
        pool.execute(task).unwrap();
        is_done.recv().unwrap(); // earlier, the task would find the pool closed
        pool.shutdown();
        assert_eq!(ran.load(SeqCst), 2);
    });
}
// ANCHOR_END: own_pool

fn count(ran: &Plain<AtomicUsize>) -> impl FnOnce() + Send + use<> {
    let ran = Plain::clone(ran);
    move || {
        ran.fetch_add(1, SeqCst);
    }
}
