//! `close`, `terminate`, `join` and drop.

#[cfg(unix)]
use std::fs;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use chapter11::{CallError, Pool};
use seam::watchdog::within;

use super::functions::*;
#[cfg(unix)]
use super::{WORKER, temporary};
use super::{assert_gone, builder, exists, pool};

/// (Python case 28): `terminate` with 10,000 slow calls queued joins at once, and each of
/// them resolves (gh-126743: in Python `get` hangs). After the end, use is an error.
#[test]
fn terminate_ends_everything_and_everybody_hears_of_it() {
    within(60, || {
        let pool = builder(2).capacity(10_000).start().unwrap();
        let pids = pool.pids();
        let calls = (0..10_000).map(|_| pool.apply_async(&SLEEP, 60_000_000).unwrap());
        let calls = calls.collect::<Vec<_>>();
        let start = Instant::now();
        pool.terminate();
        pool.join().unwrap();
        assert!(start.elapsed() < Duration::from_secs(20));
        for call in calls {
            assert_eq!(call.get(), Err(CallError::Terminated));
        }
        assert_gone(&pids);
        assert_eq!(
            pool.apply_async(&SQUARE, 1).map(drop),
            Err(CallError::Closed)
        );
        assert_eq!(
            pool.map(&SQUARE, [1, 2]),
            [Err(CallError::Terminated), Err(CallError::Terminated)]
        );
    });
}

/// Its worker has ended the line, and the pool waits for that process to end, for two seconds. Then
/// the call is not done, and `terminate` answers it.
#[test]
fn a_call_whose_worker_is_about_to_die_is_terminated() {
    within(60, || {
        loop {
            let pool = builder(1).argument("hangs up and lives").start().unwrap();
            let start = Instant::now();
            let call = pool.apply_async(&SQUARE, 3).unwrap();
            thread::sleep(Duration::from_millis(200)); // most likely it has ended the line by now
            pool.terminate();
            let in_time = start.elapsed() < Duration::from_secs(2);
            let answer = call.get();
            if in_time {
                assert_eq!(answer, Err(CallError::Terminated));
                break;
            }
        }
    });
}

/// Whatever a worker is at: just started, saying hello, or in its first call. It takes luck to
/// hit the moments that count, so there are many tries.
#[test]
fn terminate_at_any_moment_of_a_start() {
    within(120, || {
        for pause in 0..400 {
            let pool = builder(2).start().unwrap();
            let calls = [0; 3].map(|_| pool.apply_async(&SLEEP, 60_000_000).unwrap());
            (0..pause * 50).for_each(|_| std::hint::spin_loop());
            pool.terminate();
            for call in calls {
                assert_eq!(call.get(), Err(CallError::Terminated), "{pause}");
            }
        }
    });
}

#[test]
fn join_comes_after_close() {
    within(60, || {
        let pool = pool(1);
        assert!(pool.join().is_err(), "still running");
        let last = pool.apply_async(&SQUARE, 5).unwrap();
        pool.close();
        pool.close();
        assert_eq!(
            pool.apply_async(&SQUARE, 1).map(drop),
            Err(CallError::Closed)
        );
        pool.join().unwrap();
        assert!(last.ready(), "accepted, so it was made");
        assert_eq!(last.get(), Ok(25));
    });
}

/// All of them, and while the pool is still there: `join` has waited for them.
#[test]
fn join_waits_for_workers_without_a_call() {
    within(60, || {
        for end in [Pool::close, Pool::terminate] {
            let pool = pool(3);
            let pids = pool.pids();
            assert_eq!(pids.len(), 3);
            end(&pool);
            pool.join().unwrap();
            assert_gone(&pids);
            assert!(pool.pids().is_empty());
        }
    });
}

/// One that never had a call hears that nobody opens the door. Of two the first has served long enough,
/// and the second is the one in its place. The shell writes it down, which lives on when the worker has
/// ended, and would be killed first. A busy machine may take longer than a pool waits for that, so there
/// are as many tries as it takes.
#[cfg(unix)]
#[test]
fn a_worker_that_is_to_end_ends_by_itself() {
    within(60, || {
        let (program, said) = (temporary("ends.sh"), temporary("ends"));
        let script = format!("{WORKER} \"$@\"\necho $? >>{}", said.display());
        seam::child::script(&program, &script);
        for (calls, ends) in [(0, "0\n"), (1, "0\n0\n")] {
            loop {
                let settings = builder(1).program(&program).max_tasks_per_child(1);
                let pool = settings.start().unwrap();
                (0..calls).for_each(|_| assert_eq!(pool.apply(&SQUARE, 3), Ok(9)));
                drop(pool);
                let all = fs::read_to_string(&said).unwrap_or_default();
                let _ = fs::remove_file(&said); // it may not be there
                if all == ends {
                    break;
                }
            }
        }
        fs::remove_file(program).unwrap();
    });
}

/// gh-74140: Python's `with Pool` drops pending work. Ours drains, and leaves no zombie.
#[test]
fn drop_drains_and_leaves_no_zombie() {
    within(60, || {
        let pool = pool(2);
        let pids = pool.pids();
        assert_eq!(pids.len(), 2);
        let calls = (0..100).map(|n| pool.apply_async(&SQUARE, n).unwrap());
        let calls = calls.collect::<Vec<_>>();
        drop(pool);
        for (n, call) in (0..).zip(calls) {
            assert!(call.ready());
            assert_eq!(call.get(), Ok(n * n));
        }
        assert_gone(&pids);
    });
}

#[test]
fn a_pool_may_be_dropped_in_its_own_callback() {
    within(60, || {
        let pool = Arc::new(pool(1));
        let pids = pool.pids();
        let mut first = pool.apply_async(&SLEEP, 100_000).unwrap();
        let second = pool.apply_async(&SQUARE, 4).unwrap();
        let (go, gone) = mpsc::channel::<Arc<Pool>>();
        go.send(pool).unwrap(); // before: if that call is done already, the callback runs here
        first.on_done(move |_| drop(gone.recv().unwrap()));
        assert_eq!(second.get(), Ok(16), "accepted, so it was made");
        while cfg!(target_os = "linux") && pids.iter().any(|&pid| exists(pid)) {
            thread::yield_now();
        }
    });
}
