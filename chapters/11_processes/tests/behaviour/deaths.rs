//! Workers that die, in a call or between two, and what becomes of the call and of the place.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;
use std::{fs, thread};

use chapter11::codec::DecodeError;
use chapter11::{CallError, Pool};
use seam::watchdog::within;

use super::functions::*;
#[cfg(target_os = "linux")]
use super::orphans::alive;
use super::{assert_gone, builder, death, kill, pool, temporary};

/// bpo-22393, gh-82265: in Python a killed worker hangs the pool.
#[test]
fn a_worker_killed_in_a_call_settles_it_and_is_replaced() {
    within(60, || {
        let pool = pool(1);
        let pid = pool.apply(&PID, ()).unwrap();
        let begun = temporary("begun");
        let call = pool.apply_async(&BEGINS, begun.display().to_string());
        while !begun.exists() {
            thread::yield_now();
        }
        fs::remove_file(begun).unwrap();
        kill(pid);
        let status = death(call.unwrap().get());
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

/// How many processes have this argument. (A zombie has none.)
#[cfg(target_os = "linux")]
fn with_argument(argument: &std::path::Path) -> usize {
    let of = |process: fs::DirEntry| fs::read(process.path().join("cmdline")).unwrap_or_default();
    let commands = fs::read_dir("/proc").unwrap().flatten().map(of);
    let has = |command: &Vec<u8>| {
        let mut arguments = command.split(|&byte| byte == 0);
        arguments.any(|one| one == argument.as_os_str().as_encoded_bytes())
    };
    commands.filter(has).count()
}

/// There is another one soon, though nobody makes a call or asks for the workers. The same if it has
/// served long enough.
#[cfg(target_os = "linux")]
#[test]
fn another_takes_its_place_though_nobody_asks() {
    within(60, || {
        let mark = temporary("mark"); // no file, only a name that no other process has
        let settings = builder(1).argument("serves").argument(&mark);
        let pool = settings.max_tasks_per_child(2).start().unwrap();
        let one_is_there = || {
            while with_argument(&mark) != 1 {
                thread::yield_now(); // a process that has just begun has no arguments yet
            }
        };
        one_is_there();
        death(pool.apply(&EXITS, 5));
        one_is_there();
        pool.apply(&SQUARE, 1).unwrap();
        pool.apply(&SQUARE, 2).unwrap(); // and now it retires
        one_is_there();
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

/// One look is enough, if a start succeeds.
#[cfg(target_os = "linux")]
#[test]
fn pids_replaces_who_died_without_a_task() {
    within(60, || {
        let pool = pool(1);
        let pid = pool.apply(&PID, ()).unwrap(); // so it has said hello
        kill(pid);
        while alive(pid) {
            thread::yield_now();
        }
        let pids = pool.pids();
        assert!(pids.len() == 1 && pids != [pid], "{pids:?} after {pid}");
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
                Err(CallError::WorkerDied(death)) => {
                    assert!(death.why.contains(says), "{death}");
                    // It lives and is not one of ours any more: it is not asked to end by itself.
                    let killed = !death.status.unwrap().success();
                    assert!(killed || how.starts_with("cut"), "{how}: {death}");
                }
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
