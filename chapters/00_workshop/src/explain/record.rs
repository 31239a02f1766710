//! Builds a test executable, and runs it with a file to write its steps to.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::{env, fs};

use super::{Model, Why};
use crate::workspace;

/// The environment's name for the file, as the recorder has it.
const FILE: &str = "EXPLAIN_MODEL";

/// The executable of the model's test target.
pub fn build(root: &Path, model: &Model<'_>) -> Result<PathBuf, Why> {
    let output = workspace::cargo()
        .args(["test", "--no-run", "--message-format=json"])
        .args(["--package", model.package, "--test", model.target])
        .args(["--features", &model.features.join(",")])
        .current_dir(root)
        .output()
        .map_err(|error| Why::DoesNotBuild(error.to_string()))?;
    let said = String::from_utf8_lossy(&output.stdout);
    // The one test that was asked for. Cargo also builds a package's programs for its tests.
    // A path has no quotes in it.
    let start = "\"executable\":\"";
    let lines = said
        .lines()
        .filter(|line| line.contains("\"kind\":[\"test\"]"));
    let path = lines.filter_map(|line| line.split_once(start)?.1.split('"').next());
    match path.map(|path| path.replace("\\\\", "\\")).next() {
        Some(path) if output.status.success() => Ok(path.into()),
        _ => Err(Why::DoesNotBuild(
            rendered(&said) + &String::from_utf8_lossy(&output.stderr),
        )),
    }
}

/// What rustc would have printed, out of cargo's messages.
fn rendered(messages: &str) -> String {
    let start = "\"rendered\":\"";
    let texts = messages
        .lines()
        .filter_map(|line| line.split_once(start).map(|(_, text)| text));
    texts.map(unescaped).collect()
}

/// A JSON string, from after its first quote.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => match letters.next() {
                Some('n') => plain.push('\n'),
                Some('t') => plain.push('\t'),
                Some('u') => letters.by_ref().take(4).for_each(drop), // a colour
                Some(letter) => plain.push(letter),
                None => break,
            },
            letter => plain.push(letter),
        }
    }
    plain
}

/// The recording of the execution that failed.
pub fn run(executable: &Path, model: &Model<'_>) -> Result<String, Why> {
    // Two may run at once in one process, in tests.
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Relaxed); // a plain count
    let file = env::temp_dir().join(format!("explain-{}-{run}", std::process::id()));
    let exact = model.test.map(|test| ["--exact", test]);
    let output = Command::new(executable)
        .args(exact.iter().flatten())
        .args(["--nocapture", "--test-threads=1"])
        .env(FILE, &file)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Why::DidNotRun(error.to_string()))?;
    let text = fs::read_to_string(&file);
    let _ = fs::remove_file(&file); // it may not be there
    match text {
        Ok(text) if text.is_empty() => Err(Why::Passes),
        Ok(text) => Ok(text),
        Err(_) => Err(Why::DidNotRun(
            String::from_utf8_lossy(&output.stdout).into_owned()
                + &String::from_utf8_lossy(&output.stderr),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_errors_are_read_out_of_the_messages() {
        let line = r#"{"message":{"rendered":"error: \"x\"\n --> a\\b\n","spans":[]}}"#;
        assert_eq!(rendered(line), "error: \"x\"\n --> a\\b\n");
    }
}
