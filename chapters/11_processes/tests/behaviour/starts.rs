//! Programs that are no workers, or not yet.

use std::time::Duration;
use std::{fs, thread};

use chapter11::{CallError, Pool, StartError};
use seam::watchdog::within;

use super::functions::*;
use super::{assert_gone, builder, death, pool, temporary};

/// gh-87472: Python starts such workers for ever. The last one's `main` starts a pool, whose
/// workers would start pools, and so on.
#[test]
fn a_program_that_dies_at_once_breaks_the_pool() {
    within(60, || {
        let bad = [
            ("dies at once", "3"),
            ("is no worker", "0"),
            ("pool in a worker", "4"),
        ];
        let pools = bad.map(|(how, code)| {
            let pool = builder(2).argument(how).start().unwrap();
            let call = pool.apply_async(&SQUARE, 1).unwrap();
            (code, pool, call)
        });
        for (code, pool, call) in pools {
            match call.get() {
                Err(CallError::Broken(why)) => {
                    assert!(
                        why.contains(code) && why.contains("serve_if_worker"),
                        "{why}"
                    );
                }
                other => panic!("{other:?}"),
            }
            let more = pool.map(&SQUARE, 0..10);
            assert!(
                more.iter()
                    .all(|answer| matches!(answer, Err(CallError::Broken(_))))
            );
        }
    });
}

/// Its `main` has forgotten `serve_if_worker`, and goes on with something else. All calls, and
/// the drop, end when the first start had its time; no more are started.
#[test]
fn a_program_that_never_says_hello_breaks_the_pool() {
    within(60, || {
        let starts = temporary("starts");
        fs::write(&starts, "").unwrap();
        let silent = builder(2).argument("says nothing").argument(&starts);
        let limit = Duration::from_millis(500); // long enough for the file
        let pool = silent.start_limit(limit).start().unwrap();
        let pids = pool.pids();
        let calls = [1, 2, 3].map(|n| pool.apply_async(&SQUARE, n).unwrap());
        for call in calls {
            match call.get() {
                Err(CallError::Broken(why)) => {
                    assert!(why.contains("500ms"), "{why}");
                    assert!(why.contains("serve_if_worker"), "{why}");
                }
                other => panic!("{other:?}"),
            }
        }
        drop(pool);
        assert_gone(&pids);
        assert!(fs::read(&starts).unwrap().len() <= 2);
        fs::remove_file(starts).unwrap();
    });
}

/// If others of the same program have said hello, the next one gets its chance.
#[test]
fn one_silent_start_is_a_bad_moment() {
    within(120, || {
        let file = temporary("silent");
        let pool = builder(1).argument("says nothing once").argument(&file);
        let pool = pool.start_limit(Duration::from_secs(5)).start().unwrap();
        assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
        fs::write(&file, "").unwrap();
        assert_eq!(death(pool.apply(&EXITS, 6)).code(), Some(6));
        assert_eq!(pool.apply(&SQUARE, 4), Ok(16));
        assert!(!file.exists(), "it was the one");
    });
}

/// More often than a pool may fail to start; but each time a worker says hello after it.
#[test]
fn a_bad_moment_is_over_with_a_hello() {
    within(60, || {
        let file = temporary("dies");
        let pool = builder(1).argument("dies once").argument(&file);
        let pool = pool.start().unwrap();
        for code in 0..12 {
            assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
            fs::write(&file, "").unwrap();
            assert_eq!(death(pool.apply(&EXITS, code)).code(), Some(code));
            assert_eq!(pool.apply(&SQUARE, 4), Ok(16));
            assert!(!file.exists(), "one has died of it");
        }
    });
}

/// One worker serves, and in the other place all die as they start: no hello comes, so they are a
/// row, whatever the first one does meanwhile.
#[test]
fn a_worker_that_serves_does_not_end_the_row() {
    within(60, || {
        let file = temporary("serves");
        fs::write(&file, "").unwrap();
        let pool = builder(2).argument("one serves").argument(&file);
        let pool = pool.start().unwrap();
        loop {
            match pool.apply(&SQUARE, 3) {
                Ok(nine) => assert_eq!(nine, 9),
                Err(CallError::Broken(_)) => break,
                Err(other) => panic!("{other}"),
            }
            thread::sleep(Duration::from_millis(1)); // pacing: the pauses take some seconds
        }
    });
}

/// What it prints goes where this process prints, and nobody takes it for a hello.
#[test]
fn a_program_may_print_before_it_serves() {
    within(60, || {
        let pool = builder(1).argument("prints first").start().unwrap();
        assert_eq!(pool.apply(&SQUARE, 5), Ok(25));
    });
}

#[test]
fn a_program_that_is_not_there_is_an_error() {
    let pool = Pool::builder()
        .workers(2)
        .program("/no/such/program")
        .start();
    assert!(matches!(pool.map(drop), Err(StartError::Process(_))));
    let none = builder(0).start();
    assert!(matches!(none.map(drop), Err(StartError::Threads(_))));
}

/// A worker's function may not have one, and is told what is the matter.
#[test]
fn a_function_has_no_pool() {
    within(60, || {
        let answer = pool(1).apply(&NESTED, ()).unwrap();
        assert!(answer.contains("a worker cannot have a pool"), "{answer}");
    });
}
