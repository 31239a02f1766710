//! What a pool of processes does, with real processes. They run `worker/main.rs`.

mod answers;
mod deaths;
mod ends;
mod foreign;
mod looking;
mod numbers;
mod orphans;
mod properties;
mod starts;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;
mod told;

use std::path::PathBuf;
use std::process::{self, Command};
use std::time::Duration;
use std::{env, fs};

use chapter11::builder::Builder;
use chapter11::{CallError, Pool};

#[path = "../../worker/functions.rs"]
mod functions;

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

/// A file that no other test has.
fn temporary(name: &str) -> PathBuf {
    env::temp_dir().join(format!("chapter11-{}-{name}", process::id()))
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
    let (program, before) = match cfg!(windows) {
        true => ("taskkill", ["/F", "/PID"]),
        // Every shell has a `kill` of its own; not every system has the program.
        false => ("sh", ["-c", r#"kill -9 "$0""#]),
    };
    let mut kill = Command::new(program);
    let kill = kill.args(before).arg(pid.to_string());
    kill.output().expect("it can be started"); // the process may be gone already
}

/// What `answer` says of a worker that died, with its status.
fn death<R: std::fmt::Debug>(answer: Result<R, CallError>) -> process::ExitStatus {
    match answer {
        Err(CallError::WorkerDied(death)) => death.status.expect("it was waited for"),
        other => panic!("not a death: {other:?}"),
    }
}
