//! A test that needs a process of its own: its executable is started once more, for that test
//! alone.

use std::env;
use std::io;
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};

/// Set in the child process, to the name of the test that is to do its work there.
const CHILD: &str = "RUN_IN_CHILD";

/// What the child printed, and whether it ended well.
pub struct Said {
    /// It did.
    pub ok: bool,
    /// What it wrote, first to its output, then to its errors.
    pub text: String,
    /// What it wrote to its errors: panics, and what the test harness does not keep.
    pub errors: String,
}

/// The name by which an executable knows a test, out of its path.
fn name_of(test: &str) -> &str {
    let (_crate, name) = test.split_once("::").expect("a path begins with the crate");
    name
}

/// Are we the child in which `test` is to do its work?
pub fn is_child(test: &str) -> bool {
    env::var_os(CHILD).is_some_and(|name| name == name_of(test))
}

/// Starts the child, and waits for it. `test` is the path of the calling test, with its crate.
/// `program` is what starts the executable: itself, or a shell that is given its path.
pub fn run(test: &str, program: Command) -> Said {
    told(test, program, |_| Ok(()))
}

/// The same, and `tell` has the child's input, which ends with it.
pub fn told(
    test: &str,
    mut program: Command,
    tell: impl FnOnce(&mut ChildStdin) -> io::Result<()>,
) -> Said {
    let mut child = program
        .args(["--exact", name_of(test), "--nocapture", "--test-threads=1"])
        .env(CHILD, name_of(test))
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this test can be started again");
    let mut input = child.stdin.take().expect("it is piped");
    let _ = tell(&mut input); // a child that has ended hears nothing, and that is seen below
    drop(input);
    let output = child.wait_with_output().expect("it can be waited for");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    Said {
        ok: output.status.success(),
        text: String::from_utf8_lossy(&output.stdout).into_owned() + &errors,
        errors,
    }
}

/// This test executable.
pub fn executable() -> Command {
    Command::new(env::current_exe().expect("the path of this test"))
}

/// Makes `path` a script of the shell that can be started. Unix.
///
/// A child writes it. Were it open here, a process that another test forks meanwhile would hold
/// it open, too, and it could not be started ("text file busy").
///
/// # Panics
///
/// If it cannot be written.
pub fn script(path: &Path, text: &str) {
    let written = Command::new("sh")
        .args(["-c", r#"printf %s "$1" > "$0" && chmod +x "$0""#])
        .arg(path)
        .arg(format!("#!/bin/sh\n{text}\n"))
        .status();
    assert!(written.expect("there is a shell").success());
}

/// Runs `work` in a process that does nothing else: it may count threads.
///
/// # Panics
///
/// If `work` does.
pub fn alone(test: &str, work: fn()) {
    must_work(test, work, executable());
}

/// Runs `work` in a process in which about thirty threads are all there can be: little address
/// space, and large stacks. Linux, where the shell can set such a limit.
///
/// # Panics
///
/// If `work` does, or if the limit cannot be set.
pub fn with_few_threads(test: &str, work: fn()) {
    let mut shell = Command::new("sh");
    shell
        // 2 GB of addresses, and 64 MiB of them for each stack.
        .args(["-c", r#"ulimit -v 2000000 && exec "$0" "$@""#])
        .arg(env::current_exe().expect("the path of this test"))
        .env("RUST_MIN_STACK", (64 << 20).to_string());
    must_work(test, work, shell);
}

fn must_work(test: &str, work: fn(), program: Command) {
    /// What the child says at the end: it was not a filter that fits no test.
    const DONE: &str = "the work is done";
    if is_child(test) {
        work();
        return println!("{DONE}");
    }
    let said = run(test, program);
    assert!(said.ok && said.text.contains(DONE), "{}", said.text);
}
