//! Runs cargo, and reads what it says while the reader does.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::cards::Card;
use super::output::colours;

/// What cargo said, and whether it was content.
pub struct Said {
    pub ok: bool,
    text: String,
}

/// `cargo test` of these test targets of the card's package, with its feature on. `harness`
/// is for the test executables.
///
/// # Errors
///
/// If there is no cargo to be started.
pub fn test(root: &Path, card: &Card, targets: &[String], harness: &[&str]) -> io::Result<Said> {
    let no_run = harness == ["--no-run"];
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([
            "test",
            "--package",
            &card.package(),
            "--features",
            &card.feature(),
        ])
        .args(["--color", if colours() { "always" } else { "never" }])
        .args(targets.iter().flat_map(|target| ["--test", target]))
        .args(if no_run { &["--no-run"][..] } else { &["--"] })
        .args(if no_run { &[] } else { harness })
        .current_dir(root)
        .env_remove("RUST_BACKTRACE") // loom's are long, and no help
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = cargo.spawn()?;
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

impl Said {
    /// How many tests passed.
    pub fn passed(&self) -> usize {
        let results = self
            .text
            .lines()
            .filter_map(|line| line.strip_prefix("test result: "));
        let counts = results.filter_map(|line| {
            let (_, rest) = line.split_once(". ")?;
            rest.split(' ').next()?.parse::<usize>().ok()
        });
        counts.sum()
    }

    /// The first test that failed, in the order of their names. One that took its whole
    /// process with it has no verdict behind its name.
    pub fn failed(&self) -> Option<&str> {
        let tests = self.text.lines().filter_map(|line| {
            let (name, verdict) = line.strip_prefix("test ")?.split_once(" ... ")?;
            (!verdict.ends_with("ok") && !verdict.starts_with("ignored")).then_some(name)
        });
        tests.min()
    }

    /// What the panic of `test` said: its first line.
    pub fn reason(&self, test: &str) -> Option<&str> {
        let (_, after) = self.text.split_once(&format!("---- {test} stdout ----"))?;
        let (_, after) = after.split_once("panicked at ")?;
        after.lines().nth(1).filter(|line| !line.is_empty())
    }

    pub fn contains(&self, words: &str) -> bool {
        self.text.contains(words)
    }
}

#[cfg(test)]
mod tests {
    use super::Said;

    const FAILED: &str = "\
running 3 tests
test step_1_one ... ok
test step_3_three ... FAILED
test step_2_two ... FAILED

failures:

---- step_2_two stdout ----

thread 'step_2_two' (1) panicked at a.rs:1:1:
not yet implemented: step 2
note: run with

test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out
";

    #[test]
    fn the_first_failure_by_its_name_and_with_its_words() {
        let text = FAILED.to_owned();
        let said = Said { ok: false, text };
        assert_eq!(said.passed(), 1);
        assert_eq!(said.failed(), Some("step_2_two"));
        assert_eq!(
            said.reason("step_2_two"),
            Some("not yet implemented: step 2")
        );
        assert_eq!(said.reason("step_3_three"), None);
    }

    #[test]
    fn a_test_that_aborted_has_failed() {
        let text = "test a ... ok\ntest b ... ".to_owned();
        let said = Said { ok: false, text };
        assert_eq!(said.failed(), Some("b"));
    }
}
