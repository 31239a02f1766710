//! What becomes of a call: its answer, whichever way it was made.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use chapter11::{Answer, CallError, Function};
use seam::watchdog::within;

use super::functions::*;
use super::{builder, pool};

/// (Python case 26): `apply`, `map`, `imap` and `imap_unordered` equal the sequential
/// results, whatever the chunks.
#[test]
fn all_ways_equal_the_sequential_results() {
    within(60, || {
        let pool = pool(3);
        let expected = (0..50).map(|n| n * n).collect::<Vec<u64>>();
        assert_eq!(pool.apply(&SQUARE, 7), Ok(49));
        let ok = |answers: Vec<_>| {
            answers
                .into_iter()
                .collect::<Result<Vec<u64>, _>>()
                .unwrap()
        };
        assert_eq!(ok(pool.map(&SQUARE, 0..50)), expected);
        for chunk in [1, 3, 50, 60] {
            let ordered = pool.imap(&SQUARE, chunk, 120, 0..50);
            assert_eq!(ok(ordered.collect()), expected, "chunks of {chunk}");
            let mut unordered = ok(pool.imap_unordered(&SQUARE, chunk, 120, 0..50).collect());
            unordered.sort();
            assert_eq!(unordered, expected, "chunks of {chunk}");
        }
        assert!(pool.map(&SQUARE, []).is_empty());
        assert_eq!(
            pool.imap(&SQUARE, 1, 4, 0..).nth(9),
            Some(Ok(81)),
            "endless"
        );
    });
}

/// (Python case 27): a callback sees the answer once, also that of an error; one that
/// panics harms nobody.
#[test]
fn a_callback_sees_the_answer_once() {
    within(60, || {
        let pool = pool(1);
        let (told, heard) = mpsc::channel();
        let mut answer = pool.apply_async(&SQUARE, 3).unwrap();
        let tell = told.clone();
        answer.on_done(|_| panic!("a bad callback"));
        answer.on_done(move |answer| tell.send(answer.clone()).unwrap());
        let mut failed = pool.apply_async(&PANICS, "no".into()).unwrap();
        failed.on_done(move |answer| told.send(answer.clone().map(|()| 0)).unwrap());
        assert_eq!(heard.recv(), Ok(Ok(9)));
        assert_eq!(heard.recv(), Ok(Err(CallError::Panicked("no".into()))));
        assert!(heard.recv().is_err(), "nobody calls twice");
        assert_eq!(answer.get(), Ok(9));
    });
}

/// (Python case 28): `get` with a time-out ends in time, and hands the result back.
#[test]
fn get_with_a_timeout_ends_in_time() {
    within(60, || {
        let pool = pool(1);
        let slow = pool.apply_async(&SLEEP, 60_000_000).unwrap();
        let slow = slow.get_timeout(Duration::from_millis(10)).map(drop);
        let slow = slow.expect_err("it takes a minute");
        assert!(!slow.ready());
        pool.terminate();
        assert_eq!(slow.get(), Err(CallError::Terminated));
    });
}

#[test]
fn a_panic_is_an_answer_and_the_worker_lives_on() {
    within(60, || {
        let pool = pool(1);
        let pid = pool.apply(&PID, ()).unwrap();
        let answer = pool.apply(&PANICS, "no such number".into());
        assert_eq!(answer, Err(CallError::Panicked("no such number".into())));
        assert_eq!(pool.apply(&PID, ()), Ok(pid));
    });
}

/// A pool's own thread cannot wait for room: it makes the call itself.
#[test]
fn a_callback_may_make_more_calls_than_there_is_room_for() {
    within(60, || {
        let pool = Arc::new(builder(1).capacity(1).start().unwrap());
        let mut first = pool.apply_async(&SLEEP, 100_000).unwrap();
        let (give, given) = mpsc::channel();
        let same_pool = Arc::clone(&pool);
        first.on_done(move |_| {
            for n in 1..4 {
                give.send((n, same_pool.apply_async(&SQUARE, n).unwrap()))
                    .unwrap();
            }
        });
        for (n, call) in given {
            assert_eq!(call.get(), Ok(n * n));
        }
    });
}

/// A known fault of Python's: imap with chunks drops everything behind a failing item.
#[test]
fn each_item_of_a_chunk_has_its_own_answer() {
    within(60, || {
        let pool = pool(2);
        let answers = pool.imap(&ODD_PANICS, 10, 20, 0..20).collect::<Vec<_>>();
        for (n, answer) in (0..).zip(answers) {
            match n % 2 {
                0 => assert_eq!(answer, Ok(n)),
                _ => assert_eq!(answer, Err(CallError::Panicked(format!("{n} is odd")))),
            }
        }
    });
}

#[test]
fn an_unknown_name_and_wrong_types_are_errors() {
    within(60, || {
        let pool = pool(1);
        let pid = pool.apply(&PID, ()).unwrap();
        assert_eq!(
            pool.apply(&UNKNOWN, ()),
            Err(CallError::Unknown("unknown".into()))
        );
        let wrong = pool.apply(&WRONG_THERE, "text".into());
        assert!(
            matches!(wrong, Err(CallError::BadArguments(_))),
            "{wrong:?}"
        );
        assert_eq!(pool.apply(&PID, ()), Ok(pid), "the worker lives on");
    });
}

/// Threads and processes mixed. With `fork`, Python's workers would have this lock as it is
/// here, and wait for ever for a thread that they have not. Ours are started afresh.
#[test]
fn a_lock_that_a_thread_holds_is_not_held_in_a_worker() {
    within(60, || {
        let _held = LOCK.lock().unwrap();
        let pool = pool(1);
        assert_eq!(pool.apply(&LOCKS, ()), Ok(true));
    });
}

/// Chapter 6's functions take these results too.
#[test]
fn results_are_completions() {
    within(60, || {
        let pool = pool(2);
        let slow = pool.apply_async(&SLEEP, 60_000_000).unwrap();
        let fast = pool.apply_async(&SLEEP, 1).unwrap();
        let mut answers = chapter6::as_completed([slow, fast]);
        assert_eq!(answers.next().unwrap().get(), Ok(1));
        pool.terminate();
        assert_eq!(answers.next().unwrap().get(), Err(CallError::Terminated));
    });
}

/// Larger than what the system keeps for a line, in both directions, and several at once.
#[test]
fn large_arguments_and_results_do_not_deadlock() {
    within(60, || {
        let pool = pool(2);
        let large = (0..4_u32 << 20).map(|n| n as u8).collect::<Vec<_>>();
        let mut reversed = large.clone();
        reversed.reverse();
        for answer in pool.imap(&REVERSE, 2, 8, vec![large; 6]) {
            assert!(answer.unwrap() == reversed);
        }
    });
}

#[test]
fn what_is_above_the_limit_is_an_error_for_its_call() {
    within(60, || {
        let pool = builder(1).frame_limit(10_000).start().unwrap();
        let pid = pool.apply(&PID, ()).unwrap();
        let argument = pool.apply(&REVERSE, vec![0; 20_000]);
        assert!(
            matches!(argument, Err(CallError::TooLarge(20_000..))),
            "{argument:?}"
        );
        let result = pool.apply(&ALLOCATE, 20_000);
        assert!(
            matches!(result, Err(CallError::TooLarge(20_000..))),
            "{result:?}"
        );
        assert_eq!(pool.apply(&PID, ()), Ok(pid), "the worker lives on");
    });
}

/// What has exactly the limit goes through, and a byte more does not: for a call, and for an answer.
#[test]
fn the_limit_itself_is_allowed() {
    const LIMIT: usize = 10_000;
    within(60, || {
        let pool = builder(1).frame_limit(LIMIT).start().unwrap();
        let call = |len| pool.apply(&REVERSE, vec![0; len]).map(|bytes| bytes.len());
        let answer = |len| pool.apply(&ALLOCATE, len).map(|bytes| bytes.len());
        let ways: [&dyn Fn(usize) -> Answer<usize>; 2] = [&call, &answer];
        for with in ways {
            let Err(CallError::TooLarge(frame)) = with(2 * LIMIT) else {
                panic!("twice the limit");
            };
            let most = LIMIT - (frame - 2 * LIMIT); // without the bytes around it
            assert_eq!(with(most), Ok(most));
            assert_eq!(with(most + 1), Err(CallError::TooLarge(LIMIT + 1)));
        }
    });
}

/// However low the limit is. A function without a name and without an argument has the shortest call,
/// and a refusal is a byte longer.
#[test]
fn a_refusal_always_fits() {
    const NAMELESS: Function<(), ()> = Function::new("", |()| ());
    within(60, || {
        for (limit, above) in [(16, 17), (17, 18)] {
            let pool = builder(1).frame_limit(limit).start().unwrap();
            assert_eq!(pool.apply(&NAMELESS, ()), Err(CallError::TooLarge(above)));
        }
    });
}
