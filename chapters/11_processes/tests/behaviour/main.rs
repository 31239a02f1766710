//! What a pool of processes does, with real processes. They run `worker/main.rs`.

mod foreign;
mod numbers;
mod orphans;
mod properties;

use std::path::PathBuf;
use std::process::{self, Command};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use chapter11::builder::Builder;
use chapter11::codec::DecodeError;
use chapter11::{CallError, Pool, StartError};

#[path = "../../worker/functions.rs"]
mod functions;
use functions::*;
use seam::watchdog::within;

const WORKER: &str = env!("CARGO_BIN_EXE_chapter11-worker");

fn builder(workers: usize) -> Builder {
    Pool::builder()
        .workers(workers)
        .program(WORKER)
        .start_limit(Duration::from_secs(60)) // the machine may be busy
}

fn pool(workers: usize) -> Pool {
    builder(workers).start().expect("processes")
}

/// Is there a process of this number? A zombie is one. Linux tells.
fn exists(pid: u32) -> bool {
    fs::exists(format!("/proc/{pid}")).unwrap()
}

fn assert_gone(pids: &[u32]) {
    if cfg!(target_os = "linux") {
        assert!(!pids.iter().any(|&pid| exists(pid)), "left: {pids:?}");
    }
}

/// `kill -9`, from outside, as the system's out-of-memory killer does it.
fn kill(pid: u32) {
    if cfg!(windows) {
        let mut taskkill = Command::new("taskkill");
        let _ = taskkill.args(["/F", "/PID", &pid.to_string()]).output();
    } else {
        let mut kill = Command::new("kill");
        let _ = kill.args(["-9", &pid.to_string()]).output();
    }
}

/// The workers, when there are so many again: some were killed as they started, and then a
/// pause may be on.
fn full(pool: &Pool, workers: usize) -> Vec<u32> {
    loop {
        let pids = pool.pids();
        assert!(pids.len() <= workers, "{pids:?}");
        if pids.len() == workers {
            return pids;
        }
        thread::yield_now();
    }
}

/// What `answer` says of a worker that died, with its status.
fn death<R: std::fmt::Debug>(answer: Result<R, CallError>) -> process::ExitStatus {
    match answer {
        Err(CallError::WorkerDied(death)) => death.status.expect("it was waited for"),
        other => panic!("not a death: {other:?}"),
    }
}

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
        let mut first = pool.apply_async(&SLEEP, 1_000).unwrap();
        let second = pool.apply_async(&SQUARE, 4).unwrap();
        let (go, gone) = mpsc::channel::<Arc<Pool>>();
        first.on_done(move |_| drop(gone.recv().unwrap()));
        go.send(pool).unwrap();
        assert_eq!(second.get(), Ok(16), "accepted, so it was made");
        while cfg!(target_os = "linux") && pids.iter().any(|&pid| exists(pid)) {
            thread::yield_now();
        }
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

/// bpo-22393, gh-82265: in Python a killed worker hangs the pool.
#[test]
fn a_worker_killed_in_a_call_settles_it_and_is_replaced() {
    within(60, || {
        let pool = pool(1);
        let pid = pool.apply(&PID, ()).unwrap();
        let call = pool.apply_async(&SLEEP, 60_000_000).unwrap();
        kill(pid);
        let status = death(call.get());
        assert!(!status.success());
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&status),
            Some(9)
        );
        assert_gone(&[pid]);
        assert_ne!(pool.apply(&PID, ()).unwrap(), pid);
        assert_eq!(pool.pids().len(), 1);
    });
}

/// bpo-22393: so does one that leaves by itself, by `exit` or by `abort`.
#[test]
fn a_worker_that_exits_or_aborts_settles_its_call() {
    within(60, || {
        let pool = pool(2);
        assert_eq!(death(pool.apply(&EXITS, 42)).code(), Some(42));
        assert_eq!(death(pool.apply(&EXITS, 0)).code(), Some(0));
        assert!(!death(pool.apply(&ABORTS, ())).success());
        // More often than a pool may fail to start: these are the calls' own doing.
        for code in 0..12 {
            assert_eq!(death(pool.apply(&EXITS, code)).code(), Some(code));
        }
        assert_eq!(pool.apply(&SQUARE, 2), Ok(4));
        assert_eq!(pool.pids().len(), 2);
    });
}

/// Nobody has lost a call, so nobody hears of it.
#[test]
fn a_worker_killed_between_calls_is_replaced() {
    within(60, || {
        let pool = pool(2);
        for _ in 0..3 {
            let before = pool.pids();
            before.iter().for_each(|&pid| kill(pid));
            while pool.pids().iter().any(|pid| before.contains(pid)) {
                thread::yield_now(); // the signal is on its way
            }
            assert_eq!(full(&pool, 2).len(), 2);
            assert_gone(&before);
            assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
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

/// Those before it have their answers, and those behind it are made by another worker.
#[test]
fn a_death_in_a_chunk_is_one_items_own() {
    within(60, || {
        let pool = pool(1);
        let answers = pool.imap(&SEVEN_EXITS, 20, 20, 0..20).collect::<Vec<_>>();
        assert_eq!(answers.len(), 20);
        for (n, answer) in (0..).zip(answers) {
            match n {
                7 => assert_eq!(death(answer).code(), Some(7)),
                _ => assert_eq!(answer, Ok(n)),
            }
        }
    });
}

#[test]
fn a_worker_retires_after_its_tasks() {
    within(60, || {
        let pool = builder(1).max_tasks_per_child(2).start().unwrap();
        let pids = (0..6)
            .map(|_| pool.apply(&PID, ()).unwrap())
            .collect::<Vec<_>>();
        assert_eq!(pids[0], pids[1]);
        assert_eq!(pids[2], pids[3]);
        assert_ne!(pids[1], pids[2]);
        assert_ne!(pids[3], pids[4]);
        assert_gone(&pids);
        assert_eq!(pool.pids().len(), 1);
    });
}

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

/// A file that no other test has.
fn temporary(name: &str) -> PathBuf {
    env::temp_dir().join(format!("chapter11-{}-{name}", process::id()))
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

#[test]
fn frames_that_are_none_are_a_death_and_no_more() {
    within(60, || {
        for (how, says) in [
            ("cut short", "inside a frame"),
            ("cut in the length", "inside a frame"),
            ("oversized", "a frame of 4294967295 bytes"),
            ("garbage", "no frame begins with"),
            ("hangs up and lives", "the line ended"),
        ] {
            let pool = builder(1).argument(how).start().unwrap();
            let pids = pool.pids();
            match pool.apply(&SQUARE, 1) {
                Err(CallError::WorkerDied(death)) => assert!(death.why.contains(says), "{death}"),
                other => panic!("{how}: {other:?}"),
            }
            assert_gone(&pids);
        }
        // Nobody's call is lost here. But what else would it say?
        let pool = builder(1).argument("two answers").start().unwrap();
        let pids = pool.pids();
        assert_eq!(pool.apply(&SQUARE, 1), Ok(9));
        assert_gone(&pids);
        let pool = builder(1).argument("bad body").start().unwrap();
        let tag = DecodeError::UnknownTag(7);
        assert_eq!(pool.apply(&SQUARE, 1), Err(CallError::BadResult(tag)));
        pool.terminate();
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

/// 1,000 calls on four workers, while one of them is killed every 20 ms, five times over.
#[test]
fn a_thousand_tasks_while_workers_are_killed() {
    let killed = within(30, || {
        let hits = AtomicUsize::new(0);
        (0..5).for_each(|round| storm(round, &hits));
        hits.into_inner()
    });
    println!("{killed} calls lost their worker");
    assert!(killed > 0, "no kill hit a running call");
}

fn storm(round: u64, hits: &AtomicUsize) {
    let pool = pool(4);
    let over = AtomicBool::new(false);
    let mut seen = thread::scope(|scope| {
        let killer = scope.spawn(|| {
            let (mut seen, mut random) = (Vec::new(), 0x9E37_79B9_u64 + round);
            while !over.load(SeqCst) {
                // Pacing, not synchronisation: what is promised is every 20 ms.
                thread::sleep(Duration::from_millis(20));
                let pids = pool.pids();
                seen.extend(&pids);
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                if let Some(&pid) = pids.get(random as usize % pids.len().max(1)) {
                    kill(pid);
                }
            }
            seen
        });
        let calls = (0..1_000).map(|n| (n, pool.apply_async(&SLEEP, 1_000 + n).unwrap()));
        for (n, call) in calls.collect::<Vec<_>>() {
            match call.get() {
                Ok(micros) => assert_eq!(micros, 1_000 + n),
                Err(CallError::WorkerDied(_)) => _ = hits.fetch_add(1, SeqCst),
                Err(other) => panic!("call {n}: {other}"),
            }
        }
        over.store(true, SeqCst);
        killer.join().unwrap()
    });
    let answers = pool.map(&SQUARE, 0..100);
    assert!(answers.iter().filter(|answer| answer.is_err()).count() <= 4); // the last kill
    seen.extend(full(&pool, 4));
    drop(pool);
    assert_gone(&seen);
}
