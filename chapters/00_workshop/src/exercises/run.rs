//! Runs tests, and reads what they say while the reader does.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use toolbox::said::Said;

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

/// The same in silence.
pub fn quietly(tests: &mut Command) -> io::Result<Said> {
    let output = tests.output()?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text += &String::from_utf8_lossy(&output.stderr);
    Ok(Said {
        ok: output.status.success(),
        text,
    })
}
