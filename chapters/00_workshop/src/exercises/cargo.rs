//! Runs cargo, and reads what it says while the reader does.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::cards::Card;
use super::output::colours;
use super::said::Said;
use crate::workspace;

/// Builds these test targets of the card's package, with its feature on.
///
/// # Errors
///
/// Here and below: if there is no cargo to be started.
pub fn build(root: &Path, card: &Card, targets: &[String]) -> io::Result<Said> {
    run(cargo_test(root, card, targets).arg("--no-run"))
}

/// Runs one of them. `harness` is for the test executable.
pub fn test(root: &Path, card: &Card, target: String, harness: &[&str]) -> io::Result<Said> {
    run(cargo_test(root, card, &[target]).arg("--").args(harness))
}

fn cargo_test(root: &Path, card: &Card, targets: &[String]) -> Command {
    let mut cargo = workspace::cargo();
    cargo
        .args(["test", "--package", &card.package()])
        .args(["--features", &card.feature()])
        .args(["--color", if colours() { "always" } else { "never" }])
        .args(targets.iter().flat_map(|target| ["--test", target]))
        .current_dir(root)
        .env_remove("RUST_BACKTRACE"); // loom's are long, and no help
    cargo
}

fn run(cargo: &mut Command) -> io::Result<Said> {
    let mut child = cargo
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().expect("it is piped");
    let stderr = child.stderr.take().expect("it is piped");
    // Both at once: whoever is not read in time waits for us.
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
