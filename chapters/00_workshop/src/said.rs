//! What a test executable said of its tests. The exercises' own tests read it, too.

/// What test executables printed, and whether all was well.
#[derive(Debug)]
pub struct Said {
    /// Did they pass?
    pub ok: bool,
    /// All that they printed.
    pub text: String,
}

impl Said {
    /// Each test that began, by its name, and the verdict behind it: `ok`, `FAILED`, `ignored`.
    /// One that took its whole process with it has none of these.
    pub fn verdicts(&self) -> impl Iterator<Item = (&str, &str)> {
        let lines = self.text.lines();
        lines.filter_map(|line| line.strip_prefix("test ")?.split_once(" ... "))
    }

    /// How many tests passed.
    pub fn passed(&self) -> usize {
        let lines = self.text.lines();
        let results = lines.filter_map(|line| line.strip_prefix("test result: "));
        let counts = results.filter_map(|line| {
            let (_, rest) = line.split_once(". ")?;
            rest.split(' ').next()?.parse::<usize>().ok()
        });
        counts.sum()
    }
}

/// The beginning of what was printed, for a reader: at most so many lines, and neither
/// backtraces nor what the harness says of the test.
pub fn excerpt(text: &str, most: usize) -> String {
    let of_harness = [
        "running ",
        "note: run with",
        "failures:",
        "test result: ",
        "error: ",
    ];
    let (mut lines, mut in_backtrace, mut listed) = (Vec::new(), false, false);
    for line in text.lines() {
        in_backtrace =
            line.starts_with("stack backtrace:") || in_backtrace && line.starts_with("  ");
        listed |= line == "failures:"; // the names of those that failed
        // What the test says may stand behind its name.
        let line = match line
            .strip_prefix("test ")
            .and_then(|line| line.split_once(" ... "))
        {
            Some((_, "ok" | "FAILED")) => "",
            Some((_, rest)) => rest,
            None => line,
        };
        let theirs = !of_harness.iter().any(|words| line.starts_with(words));
        if in_backtrace || !theirs || listed && line.starts_with("    ") || line.trim().is_empty() {
            continue;
        }
        lines.push(format!("  {}\n", line.replace("tests/exercise/../../", "")));
    }
    let more = lines.len().saturating_sub(most);
    lines.truncate(most);
    if more > 0 {
        lines.push(format!("  ({more} lines more)\n"));
    }
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAILED: &str = "\
running 3 tests
test step_1_one ... ok
test step_3_three ... FAILED
test step_2_two ... FAILED

test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out
";

    #[test]
    fn verdicts_are_read() {
        let text = FAILED.to_owned();
        let said = Said { ok: false, text };
        assert_eq!(said.passed(), 1);
        let failed = said.verdicts().filter(|(_, verdict)| *verdict != "ok");
        assert_eq!(failed.count(), 2);
    }

    #[test]
    fn an_excerpt_has_no_backtrace() {
        let text = "running 1 test\n\ntest t ... a\nstack backtrace:\n   0: x\n      at y\nb\n\
                    in tests/exercise/../../exercise/pool.rs\nFAILED\n\nfailures:\n    t\n";
        let all = "  a\n  b\n  in exercise/pool.rs\n  FAILED\n";
        assert_eq!(excerpt(text, 9), all);
        assert_eq!(excerpt(text, 1), "  a\n  (3 lines more)\n");
    }
}
