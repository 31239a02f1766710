//! Models of single calls.

use std::sync::Arc as Plain;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::dummy::Pool;
use super::error::{TaskError, TrySendError};
use super::sync::Arc;
use super::thread;
use super::time::Duration;
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

/// `terminate` against a call and its waiter: the call has run, or its result says
/// `Cancelled`; nobody waits for ever (gh-126743). Four threads (main terminates, a waiter, the
/// worker, the imp); two preemptions: with three it is minutes.
pub fn terminate_against_a_call() {
    check("terminate_against_a_call", Bound::Preemptions(2), || {
        let pool = Pool::new(1, 1).unwrap();
        let ran = Plain::new(AtomicUsize::new(0));
        let runs = Plain::clone(&ran);
        let result = pool.apply_async(move || runs.fetch_add(1, SeqCst)).unwrap();
        let waiter = thread::spawn(move || result.get());
        let imp = imp();
        pool.terminate();
        match waiter.join().unwrap() {
            Ok(_) => assert_eq!(ran.load(SeqCst), 1),
            Err(TaskError::Cancelled) => assert_eq!(ran.load(SeqCst), 0),
            Err(other) => panic!("{other:?}"),
        }
        pool.join().unwrap();
        imp.join().unwrap();
    });
}

/// A call that comes while the pool closes: accepted, it has run when `join` returns; or it
/// comes back. Three threads (main closes and joins, a producer, the worker); three
/// preemptions, one for each. No imp: `terminate_against_a_call` has one.
pub fn close_against_apply_async() {
    check("close_against_apply_async", Bound::Preemptions(3), || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let ran = Plain::new(AtomicUsize::new(0));
        let producer = {
            let (pool, ran) = (Arc::clone(&pool), Plain::clone(&ran));
            thread::spawn(
                move || match pool.apply_async(move || ran.fetch_add(1, SeqCst)) {
                    Ok(_detached) => true,
                    Err(TrySendError::Closed((_task, result))) => {
                        drop(_task);
                        assert!(matches!(result.get(), Err(TaskError::Lost)));
                        false
                    }
                    Err(TrySendError::Full(_)) => panic!("full"),
                },
            )
        };
        pool.close();
        pool.join().unwrap();
        let ran_by_then = ran.load(SeqCst);
        let accepted = producer.join().unwrap();
        assert_eq!(ran_by_then, usize::from(accepted), "not waited for");
    });
}

/// Main closes, and another thread's call is refused: from then on it may join. Three threads (main
/// closes, the other, the worker), two preemptions: one for main and one for the other. No imp:
/// `terminate_against_a_call` has one.
pub fn refused_by_close_one_may_join() {
    let name = "refused_by_close_one_may_join";
    check(name, Bound::Preemptions(2), || {
        refused_one_may_join(Pool::close)
    });
}

/// The same for `terminate`, and the same preemptions. No imp: `terminate_against_a_call` has one.
pub fn refused_by_terminate_one_may_join() {
    let name = "refused_by_terminate_one_may_join";
    check(name, Bound::Preemptions(2), || {
        refused_one_may_join(Pool::terminate)
    });
}

fn refused_one_may_join(end: fn(&Pool)) {
    let pool = Arc::new(Pool::new(1, 1).unwrap());
    let other = {
        let pool = Arc::clone(&pool);
        thread::spawn(move || match pool.apply_async(|| ()) {
            Ok(_detached) => true,
            Err(_refused) => pool.join().is_ok(),
        })
    };
    end(&pool);
    assert!(other.join().unwrap(), "refused, and yet still open");
}

/// A callback that comes just as the result does hears once. Three threads (main, the worker,
/// the imp); three preemptions: without a bound it is 325,650 executions.
pub fn a_callback_hears_once() {
    check("a_callback_hears_once", Bound::Preemptions(3), || {
        let pool = Pool::new(1, 1).unwrap();
        let imp = imp();
        let heard = Plain::new(AtomicUsize::new(0));
        let (well, badly) = (Plain::clone(&heard), Plain::clone(&heard));
        let result = pool.apply_async(|| 1).unwrap();
        let result = result
            .callback(move |n| {
                well.fetch_add(*n, SeqCst);
            })
            .error_callback(move |_| {
                badly.fetch_add(100, SeqCst);
            });
        result.wait();
        assert_eq!(result.successful(), Ok(true));
        assert_eq!(result.get().unwrap(), 1);
        assert_eq!(heard.load(SeqCst), 1, "heard not once");
        imp.join().unwrap();
    });
}

/// `wait_timeout` and `get_timeout` end, whatever the hour, and lose nothing. Three threads
/// (main, the worker, the clock's imp); three preemptions, one for each.
pub fn a_timeout_hands_the_result_back() {
    let name = "a_timeout_hands_the_result_back";
    check(name, Bound::Preemptions(3), || {
        let pool = Pool::new(1, 1).unwrap();
        let result = pool.apply_async(|| 1).unwrap();
        let imp = clock_imp();
        let second = Duration::from_secs(1);
        let was_ready = result.wait_timeout(second);
        assert!(!was_ready || result.ready());
        let value = match result.get_timeout(second) {
            Ok(value) => value,
            Err(result) => result.get(),
        };
        assert_eq!(value.unwrap(), 1);
        imp.join().unwrap();
    });
}
