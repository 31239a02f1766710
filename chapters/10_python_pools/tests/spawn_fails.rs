//! The system refuses a thread, for real: a child process with little address space asks
//! for many threads with large stacks. Linux, where the shell can set such a limit.
#![cfg(target_os = "linux")]

#[path = "../../../tests/support/watchdog.rs"]
mod watchdog;

use std::env;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, RwLock};

use chapter10::ThreadPoolExecutor;

const CHILD: &str = "CHILD_WITH_A_LIMIT";

/// The tasks run on the threads that there are, and these end. (Python case 29)
#[test]
fn a_thread_that_cannot_start_loses_no_task() {
    match env::var_os(CHILD) {
        Some(_) => with_a_limit(),
        None => watchdog::within(60, start_child_with_a_limit),
    }
}

fn start_child_with_a_limit() {
    let output = Command::new("sh")
        // 2 GB of addresses, and 64 MiB of them for each stack: about thirty threads.
        .args([
            "-c",
            r#"ulimit -v 2000000 && exec "$0" --test-threads=1 --nocapture"#,
        ])
        .arg(env::current_exe().expect("the path of this test"))
        .env(CHILD, "1")
        .env("RUST_MIN_STACK", (64 << 20).to_string())
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("refused after at least 4 threads"), "{said}");
}

fn with_a_limit() {
    let before = chapter1::threads::alive().expect("Linux tells");
    let builder = ThreadPoolExecutor::builder().max_workers(1_000);
    let executor = builder.build().expect("no thread yet");
    let ran = Arc::new(AtomicUsize::new(0));
    let gate = Arc::new(RwLock::new(()));
    let closed = gate.write().unwrap();
    for _ in 0..200 {
        let (ran, gate) = (Arc::clone(&ran), Arc::clone(&gate));
        let task = move || {
            drop(gate.read().unwrap());
            ran.fetch_add(1, SeqCst);
        };
        drop(executor.submit(task).expect("there is a thread"));
    }
    let started = executor.started();
    assert!((4..200).contains(&started), "{started} threads");
    println!("refused after at least 4 threads");
    drop(closed);
    drop(executor);
    assert_eq!(
        ran.load(SeqCst),
        200,
        "each task ran, on the threads that there are"
    );
    while chapter1::threads::alive() != Some(before) {
        std::thread::yield_now();
    }
}
