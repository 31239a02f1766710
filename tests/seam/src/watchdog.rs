//! A hang becomes a failure that says where.

use std::{
    any::Any,
    env, fs,
    io::{Write, stderr},
    mem,
    panic::{Location, resume_unwind},
    process::exit,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

/// If it is set, no watchdog waits longer, and the first that has waited so long ends the process: for
/// one who makes things hang on purpose (`.ci/mutants`). A property that hangs would else be made
/// smaller, and hang again each time.
const MOST: &str = "WATCHDOG_SECONDS";

/// Runs `test` on a thread of its own and gives it `seconds`, many times what it needs.
///
/// # Panics
///
/// With the panic of `test`, or, if it has not ended in time, with the place of this call
/// and what the process's threads are doing. The threads that hang stay behind.
#[track_caller]
pub fn within<T: Send + 'static>(seconds: u64, test: impl FnOnce() -> T + Send + 'static) -> T {
    let place = Location::caller();
    let most = env::var(MOST).ok().and_then(|most| most.parse().ok());
    let seconds = seconds.min(most.unwrap_or(seconds));
    let (done, is_done) = mpsc::channel();
    let runner = thread::Builder::new()
        .name("watched".into())
        .spawn(move || done.send(test()))
        .expect("a thread for the test");
    match is_done.recv_timeout(Duration::from_secs(seconds)) {
        Ok(value) => value,
        Err(RecvTimeoutError::Disconnected) => resume_unwind(panic_of(runner)),
        Err(RecvTimeoutError::Timeout) => {
            let threads = threads();
            let said = format!("{place}: still not done after {seconds} s. Threads:{threads}");
            if most.is_some() {
                let _ = writeln!(stderr(), "{said}");
                exit(101); // as a test executable that has failed
            }
            panic!("{said}")
        }
    }
}

fn panic_of<T>(thread: thread::JoinHandle<T>) -> Box<dyn Any + Send> {
    match thread.join() {
        Err(payload) if payload.is::<&str>() || payload.is::<String>() => payload,
        Err(other) => {
            // It may panic as it is dropped. The harness does that, and would never end.
            mem::forget(other);
            Box::new("a panic without text")
        }
        Ok(_) => unreachable!("it ended without a result, so it panicked"),
    }
}

/// Each thread's name and what it waits for in the kernel, where the system tells.
fn threads() -> String {
    let read = |path: std::path::PathBuf| fs::read_to_string(path).unwrap_or_default();
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten();
    tasks
        .flatten()
        .map(|task| {
            let name = read(task.path().join("comm"));
            let waits = read(task.path().join("wchan"));
            format!("\n  {}: {waits}", name.trim())
        })
        .collect()
}
