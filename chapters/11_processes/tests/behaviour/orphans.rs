//! What outlives what: workers whose pool is killed, programs whose worker is, and what they
//! have of each other while they live.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use seam::watchdog::within;

use super::functions::*;
use super::{WORKER, assert_gone, death, kill, pool};
use chapter11::CallError;

/// A process with a pool of its own, and what it says, a line a fact. What its workers have
/// started may outlive it and has its output, which therefore has no end: `lines` reads as many
/// as it is asked for.
fn parent(arguments: &[&str]) -> (Child, std::io::Lines<BufReader<ChildStdout>>) {
    let mut parent = Command::new(WORKER);
    let parent = parent.args(arguments).stdout(Stdio::piped());
    let mut parent = parent.stderr(Stdio::null()).spawn().expect("a process");
    let lines = BufReader::new(parent.stdout.take().expect("it is piped")).lines();
    (parent, lines)
}

/// Is it there, and no zombie? When its parent is dead somebody else has to wait for it, and
/// somewhere nobody does. It is a zombie when all of its threads have ended.
pub fn alive(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let threads = fs::read_dir(format!("/proc/{pid}/task")).map_or(0, |tasks| tasks.count());
    !(stat.is_empty() || stat.contains(") Z ") && threads <= 1)
}

/// The system ends the lines of a process that dies, and its workers notice: those that wait
/// for a call, and those that have one that would take ten minutes.
#[test]
fn the_parents_death_ends_the_workers() {
    within(60, || {
        for how in ["idle", "busy"] {
            let (mut parent, lines) = parent(&[how, "4"]);
            let lines = lines.map_while(|line| line.ok().filter(|line| line != "ready"));
            let pids = lines.map(|pid| pid.parse().unwrap()).collect::<Vec<u32>>();
            assert_eq!(pids.len(), 4);
            parent.kill().unwrap();
            parent.wait().unwrap();
            let start = Instant::now();
            while cfg!(target_os = "linux") && pids.iter().any(|&pid| alive(pid)) {
                thread::yield_now();
            }
            println!("{how}: all gone {:?} after their parent", start.elapsed());
        }
    });
}

/// What a function starts has an empty input and the parent's output: it cannot read the next
/// call, nor write in the place of an answer.
#[test]
fn a_started_program_has_nothing_of_the_line() {
    within(60, || {
        let pool = pool(1);
        let pid = pool.apply(&PID, ()).unwrap();
        assert_eq!(pool.apply(&SHELL, "cat >/dev/null".into()), Ok(true));
        assert_eq!(pool.apply(&SHELL_SAYS, "wc -c".into()).unwrap().trim(), "0");
        if cfg!(target_os = "linux") {
            let files = pool
                .apply(&SHELL_SAYS, "ls -l /proc/self/fd".into())
                .unwrap();
            assert!(!files.contains("socket"), "{files}");
        }
        assert_eq!(pool.apply(&SQUARE, 9), Ok(81));
        assert_eq!(pool.apply(&PID, ()), Ok(pid), "the same worker");
    });
}

#[test]
fn what_a_function_prints_goes_where_its_parent_prints() {
    within(60, || {
        let (mut parent, lines) = parent(&["prints"]);
        let lines = lines.collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!(
            lines,
            [
                "from a function",
                "from a program",
                "Ok(81)",
                "the worker ends by itself"
            ]
        );
        parent.wait().unwrap();
    });
}

/// The program that the function runs takes longer than this test may.
#[test]
fn terminate_and_drop_do_not_wait_for_what_a_worker_has_started() {
    within(20, || {
        let pool = pool(1);
        let pids = pool.pids();
        let call = pool.apply_async(&SHELL, "exec sleep 30 >/dev/null 2>&1".into());
        let call = call.unwrap();
        pool.terminate();
        assert_eq!(call.get(), Err(CallError::Terminated));
        drop(pool);
        assert_gone(&pids);
    });
}

/// A worker's death is noticed by its own end.
#[test]
fn a_death_is_heard_though_what_the_worker_started_lives_on() {
    within(20, || {
        let pool = pool(1);
        let command = "exec sleep 30 >/dev/null 2>&1".to_owned();
        assert_eq!(death(pool.apply(&LEAVES_A_SHELL, command)).code(), Some(3));
        assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
    });
}

/// Even if the line does not end, since somebody else has it.
#[cfg(unix)]
#[test]
fn a_death_is_heard_though_the_line_goes_on() {
    within(20, || {
        let how = "leaves its line to another";
        let pool = super::builder(1).argument(how).start().unwrap();
        assert_eq!(death(pool.apply(&SQUARE, 3)).code(), Some(5));
    });
}

/// `POOLS=200 cargo test -p chapter11 --test behaviour many_pools -- --nocapture`
#[test]
fn many_pools_are_terminated_and_nothing_is_left() {
    let pools = env::var("POOLS").unwrap_or("20".into());
    within(300, move || {
        let (mut parent, lines) = parent(&["terminates", &pools]);
        let facts = lines.take(3).map(|line| line.unwrap().parse().unwrap());
        let facts = facts.collect::<Vec<u64>>();
        let [slowest, processes, descriptors] = facts[..] else {
            panic!("{facts:?}");
        };
        println!("{pools} pools: the slowest was gone after {slowest} ms");
        assert!(slowest < 15_000, "half of what the programs take");
        assert_eq!((processes, descriptors), (0, 0));
        parent.wait().unwrap();
    });
}

/// A pool whose workers a shell starts, which goes on for a while when the worker has ended.
/// Both joins return when it has ended, too.
#[cfg(unix)]
#[test]
fn two_joins_wait_for_the_same() {
    use std::sync::Arc;

    within(60, || {
        let slow = env::temp_dir().join(format!("chapter11-{}.sh", std::process::id()));
        seam::child::script(&slow, &format!("{WORKER} \"$@\"\nexec sleep 0.3"));
        let pool = super::builder(1).program(&slow);
        let pool = pool.start().unwrap();
        assert_eq!(pool.apply(&SQUARE, 7), Ok(49));
        let (pids, pool) = (pool.pids(), Arc::new(pool));
        pool.close();
        let joins = [0; 2].map(|_| {
            let (pool, pids) = (Arc::clone(&pool), pids.clone());
            thread::spawn(move || {
                pool.join().unwrap();
                assert_gone(&pids);
            })
        });
        joins.into_iter().for_each(|join| join.join().unwrap());
        fs::remove_file(slow).unwrap();
    });
}

/// While no worker can be started, a call waits, and then it is made.
#[cfg(target_os = "linux")]
#[test]
fn a_bad_moment_does_not_break_the_pool() {
    within(60, || {
        for millis in ["5", "200"] {
            // A process with few file descriptors, which are soon gone.
            let mut shell = Command::new("sh");
            let limited = ["-c", "ulimit -n 64; exec \"$0\" \"$@\""];
            let parent = shell.args(limited).arg(WORKER).args(["bad moment", millis]);
            let output = parent.output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert_eq!(said, "Ok(49)\nOk(64)\n", "{output:?}");
        }
    });
}

/// Pauses are no reason to wait: terminate ends them.
#[test]
fn terminate_ends_a_pause() {
    within(60, || {
        let pool = super::builder(1).argument("dies at once").start().unwrap();
        let call = pool.apply_async(&SQUARE, 1).unwrap();
        let (told, heard) = mpsc::channel();
        thread::spawn(move || told.send(call.get()));
        pool.terminate();
        let answer = heard.recv_timeout(Duration::from_secs(30)).unwrap();
        // Or it has heard before that nobody lives.
        assert!(
            matches!(answer, Err(CallError::Terminated | CallError::Broken(_))),
            "{answer:?}"
        );
    });
}

/// Somebody kills workers that wait for their first call: nobody has lost one.
#[test]
fn a_worker_killed_before_its_first_call_is_replaced() {
    within(60, || {
        let pool = pool(2);
        let pids = pool.pids();
        pids.iter().copied().for_each(kill);
        while cfg!(target_os = "linux") && pids.iter().any(|&pid| alive(pid)) {
            thread::yield_now(); // the signal is on its way
        }
        assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
    });
}
