//! Runs tests, and reads what they say while the reader does.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use toolbox::cargo::Executable;
use toolbox::said::Said;
use toolbox::side_by_side;

/// Runs tests, and passes on what they say.
///
/// # Errors
///
/// Here and below: if they cannot be started.
pub fn aloud(tests: &mut Command) -> io::Result<Said> {
    let mut child = tests
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().expect("it is piped");
    let stderr = child.stderr.take().expect("it is piped");
    // Both at once: a child waits for us as soon as a pipe is full.
    let errors = thread::spawn(move || passed_on(stderr, &mut io::stderr()));
    let mut text = passed_on(stdout, &mut io::stdout());
    text += &errors.join().unwrap_or_default();
    let ok = child.wait()?.success();
    Ok(Said { ok, text })
}

/// Writes each line on as it comes, and keeps it.
fn passed_on(from: impl Read, to: &mut impl Write) -> String {
    let (mut from, mut text) = (BufReader::new(from), String::new());
    let mut line = Vec::new();
    while let Ok(1..) = from.read_until(b'\n', &mut line) {
        let _ = to.write_all(&line); // nobody reads it: it is judged all the same
        let _ = to.flush();
        text += &String::from_utf8_lossy(&line);
        line.clear();
    }
    text
}

/// Each of these tests in a process of its own, as many at once as there are cores: a deadlock
/// takes its process with it, and then we know whose it was.
pub fn each_alone(tests: &Executable, filter: &str) -> io::Result<Said> {
    let listed = quietly(&mut tests.command([filter, "--list"]))?;
    let names = listed
        .text
        .lines()
        .filter_map(|line| line.strip_suffix(": test"));
    let names: Vec<_> = names.collect();
    let run = |name: &&str| {
        // One thread: then it says which test it begins, before an abort.
        let said = quietly(&mut tests.command(["--exact", name, "--test-threads=1"]))?;
        // How it went, or, if it failed, all that there is. It is judged all the same if nobody
        // reads it.
        let is_told = |line: &&str| !said.ok || line.starts_with("model ");
        let lines = said.text.lines().filter(is_told);
        let told: String = lines.map(|line| format!("{line}\n")).collect();
        let _ = io::stdout().write_all(told.as_bytes());
        Ok::<_, io::Error>(said)
    };
    let failed = |said: &io::Result<Said>| !said.as_ref().is_ok_and(|said| said.ok);
    let mut all = Said {
        ok: listed.ok,
        text: String::new(),
    };
    for said in side_by_side::until(&names, run, failed) {
        let said = said?;
        all.ok &= said.ok;
        all.text += &said.text;
    }
    Ok(all)
}

fn quietly(tests: &mut Command) -> io::Result<Said> {
    let output = tests.output()?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text += &String::from_utf8_lossy(&output.stderr);
    Ok(Said {
        ok: output.status.success(),
        text,
    })
}
