//! The system refuses a thread, for real: a child process with little address space asks
//! for many threads with large stacks. Linux, where the shell can set such a limit.
#![cfg(target_os = "linux")]

#[path = "../../../tests/support/watchdog.rs"]
mod watchdog;

use std::env;
use std::process::Command;

use chapter3::Pool;
use chapter3::error::BuildError;

const CHILD: &str = "CHILD_WITH_A_LIMIT";

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
    assert!(said.contains("refused after at least 4 threads"), "{said}");
}

fn with_a_limit() {
    let before = chapter1::threads::alive().expect("Linux tells");
    drop(Pool::new(4).expect("room for four"));
    let error = Pool::new(10_000).err().expect("no room for ten thousand");
    let BuildError::Spawn(reason) = error else {
        panic!("not a refused thread: {error}");
    };
    println!("refused after at least 4 threads: {reason}");
    // All were joined; the system may count one that has just ended for a moment longer.
    while chapter1::threads::alive() != Some(before) {
        std::thread::yield_now();
    }
    drop(Pool::new(4).expect("the room is there again"));
}
