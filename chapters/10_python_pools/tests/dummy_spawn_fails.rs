//! The system refuses a thread, for real: a child process with little address space asks
//! for many threads with large stacks. Linux, where the shell can set such a limit.
#![cfg(target_os = "linux")]

#[path = "../../../tests/support/watchdog.rs"]
mod watchdog;

use std::env;
use std::process::Command;

use chapter10::Pool;
use chapter10::error::BuildError;

const CHILD: &str = "CHILD_WITH_A_LIMIT";

/// The pool that cannot be had leaves no worker behind. (Python case 29)
#[test]
fn a_half_built_pool_leaves_no_thread() {
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
    assert!(said.contains("refused, and nothing is left"), "{said}");
}

fn with_a_limit() {
    let before = chapter1::threads::alive().expect("Linux tells");
    let refused = Pool::new(1_000, 1).err();
    assert!(matches!(refused, Some(BuildError::Spawn(_))), "{refused:?}");
    while chapter1::threads::alive() != Some(before) {
        std::thread::yield_now(); // the system takes a moment to see that a thread has ended
    }
    println!("refused, and nothing is left");
}
