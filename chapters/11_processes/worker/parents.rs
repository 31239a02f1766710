//! Parents: processes that have a pool, so that a test can look at all of one, or kill it.

use std::fmt::Display;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::time::{Duration, Instant};
use std::{env, thread};

use chapter11::{CallError, Pool};

use super::functions::{BEGINS, PRINTS, PRINTS_A_PART, SHELL, SQUARE};

/// Does what the arguments say, and says what came of it, a fact a line.
pub fn run(arguments: &[&str]) {
    match arguments {
        ["idle", workers] => waits(number(workers), 0),
        ["busy", workers] => waits(number(workers), number(workers)),
        ["prints"] => prints(),
        ["terminates", pools] => terminates(number(pools)),
        ["bad moment", millis] => bad_moment(number(millis) as u64),
        other => panic!("what should I do with {other:?}?"),
    }
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

fn say(what: impl Display) {
    println!("{what}"); // a line is written at once
}

/// To be killed: says which its workers are. So many of them are in a call.
fn waits(workers: usize, calls: usize) {
    let pool = Pool::builder().workers(workers).start().unwrap();
    pool.map(&SQUARE, 0..100);
    let files = (0..calls).map(|n| temporary(&n.to_string()));
    let files = files.collect::<Vec<_>>();
    let call = |file: &PathBuf| pool.apply_async(&BEGINS, file.display().to_string());
    let _calls = files
        .iter()
        .map(|file| call(file).unwrap())
        .collect::<Vec<_>>();
    files.iter().for_each(|file| wait_for(file));
    pool.pids().iter().for_each(say);
    say("ready");
    thread::sleep(Duration::from_secs(600));
}

/// A file that nobody else has.
fn temporary(name: &str) -> PathBuf {
    env::temp_dir().join(format!("chapter11-{}-{name}", process::id()))
}

/// Waits until it is there, and removes it.
fn wait_for(file: &Path) {
    while !file.exists() {
        thread::yield_now();
    }
    fs::remove_file(file).unwrap();
}

fn prints() {
    let pool = Pool::builder().workers(1).start().unwrap();
    pool.apply(&PRINTS, "from a function".into()).unwrap();
    pool.apply(&SHELL, "echo from a program".into()).unwrap();
    say(format_args!("{:?}", pool.apply(&SQUARE, 9)));
    pool.apply(&PRINTS_A_PART, "the worker ends ".into())
        .unwrap();
    drop(pool);
    say("by itself");
}

/// Pools whose functions run programs that take half a minute: each is terminated and dropped.
fn terminates(pools: usize) {
    // Whatever the first pool and the first look need stays open.
    drop(Pool::builder().workers(1).start().unwrap());
    let before = descriptors();
    let mut slowest = Duration::ZERO;
    let mut pids = Vec::new();
    for n in 0..pools {
        let pool = Pool::builder().workers(2).start().unwrap();
        pids.extend(pool.pids());
        let started = temporary(&n.to_string());
        let command = format!("touch {}; exec sleep 30", started.display());
        let call = pool.apply_async(&SHELL, command).unwrap();
        wait_for(&started);
        let start = Instant::now();
        pool.terminate();
        drop(pool);
        slowest = slowest.max(start.elapsed());
        assert_eq!(call.get(), Err(CallError::Terminated));
    }
    say(slowest.as_millis());
    say(pids.iter().filter(|pid| alive(**pid)).count());
    say(descriptors() - before);
}

fn alive(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

/// How many file descriptors this process has. Where no system tells, none.
fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").map_or(0, |files| files.count())
}

/// All workers die while there is no file descriptor left, which lasts for so many ms. Then
/// a call is made.
fn bad_moment(millis: u64) {
    let pool = Pool::builder().workers(2).start().unwrap();
    pool.map(&SQUARE, 0..100);
    for pid in pool.pids() {
        // The shell's own `kill`: not every system has the program.
        let mut shell = Command::new("sh");
        let kill = shell.args(["-c", r#"kill -9 "$0""#, &pid.to_string()]);
        assert!(kill.status().unwrap().success());
        // A zombie, until the pool looks; and so are its threads.
        let stat = || fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        let threads = || fs::read_dir(format!("/proc/{pid}/task")).unwrap().count();
        while !stat().contains(") Z ") || threads() > 1 {
            thread::yield_now();
        }
    }
    let all = (0..).map_while(|_| File::open("/dev/null").ok());
    let all = all.collect::<Vec<_>>();
    let during = pool.apply_async(&SQUARE, 7).unwrap();
    thread::sleep(Duration::from_millis(millis)); // this is what is tested: how long it lasts
    drop(all);
    say(format_args!("{:?}", during.get()));
    say(format_args!("{:?}", pool.apply(&SQUARE, 8)));
}
