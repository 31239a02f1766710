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

    /// The first test that failed, in the order of their names.
    pub fn failed(&self) -> Option<&str> {
        let failed = self
            .verdicts()
            .filter(|(_, verdict)| !verdict.ends_with("ok") && !verdict.starts_with("ignored"));
        failed.map(|(name, _)| name).min()
    }

    /// What the panic of `test` said: its first line.
    pub fn reason(&self, test: &str) -> Option<&str> {
        let (_, after) = self.text.split_once(&format!("---- {test} stdout ----"))?;
        let (_, after) = after.split_once("panicked at ")?;
        after.lines().nth(1).filter(|line| !line.is_empty())
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
