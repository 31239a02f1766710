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

/// A panic, as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic<'a> {
    /// The name of the thread.
    pub thread: &'a str,
    /// `src/pool.rs:7:5`
    pub place: &'a str,
    /// What it said.
    pub lines: Vec<&'a str>,
}

/// All panics in what was printed, in their order. Backtraces are left out.
pub fn panics(text: &str) -> Vec<Panic<'_>> {
    let (mut found, mut inside): (Vec<Panic<'_>>, _) = (Vec::new(), false);
    for line in text.lines() {
        if let Some(panic) = head(line) {
            found.push(panic);
            inside = true;
        } else if line.is_empty() || ENDS.iter().any(|end| line.starts_with(end)) {
            inside = false;
        } else if inside {
            let last = found.last_mut().expect("we are in one");
            last.lines.push(line);
        }
    }
    found
}

/// What comes after the words of a panic.
const ENDS: [&str; 5] = [
    "note: ",
    "stack backtrace:",
    "test ",
    "failures:",
    "thread ",
];

/// `thread 'main' (7) panicked at src/pool.rs:7:5:`, which may stand behind the name of a test.
fn head(line: &str) -> Option<Panic<'_>> {
    let (before, place) = line.split_once(" panicked at ")?;
    let place = place.strip_suffix(':')?;
    let (begins, thread) = before.split_once("thread '")?;
    if !begins.is_empty() && !begins.starts_with("test ") {
        return None;
    }
    let (thread, _) = thread.rsplit_once('\'')?;
    let lines = Vec::new();
    Some(Panic {
        thread,
        place,
        lines,
    })
}

/// Why a test failed that printed this: the words of the panic that ended it.
///
/// It may have caught some before, and others may have come of it: locks that are poisoned,
/// destructors that panic while it unwinds.
pub fn reason(text: &str) -> Option<String> {
    let panics = panics(text);
    let loom = |panic: &&Panic<'_>| {
        let verdicts = ["deadlock", "exceeded maximum number of branches", "leaked"];
        let said = panic.lines.first().copied().unwrap_or_default();
        panic.place.contains("loom-") && verdicts.iter().any(|verdict| said.contains(verdict))
    };
    let counts = |panic: &&Panic<'_>| {
        let said = panic.lines.first().copied().unwrap_or_default();
        let follows = ["PoisonError", "panic in a ", "panic_cannot_unwind"];
        !panic.place.contains("loom-") && !follows.iter().any(|words| said.contains(words))
    };
    // The test's own thread, by whichever name it goes.
    let own = |panic: &&Panic<'_>| matches!(panic.thread, "main" | "watched");
    let mut of_loom = panics.iter().filter(loom);
    let counted = || panics.iter().filter(counts);
    let panic = of_loom
        .next()
        .or_else(|| counted().rfind(own))
        .or_else(|| counted().next_back())
        .or_else(|| panics.last())?;
    Some(words(panic))
}

/// In one line: what was compared, too, and where in the reader's file it was.
fn words(panic: &Panic<'_>) -> String {
    let mut words = panic.lines.first().copied().unwrap_or("a panic").to_owned();
    for line in panic.lines.iter().skip(1).map(|line| line.trim()) {
        if line.starts_with("left: ") || line.starts_with("right: ") {
            words += &format!(", {line}");
        }
    }
    let mut place = panic.place.rsplit(':');
    let line = place.nth(1).unwrap_or_default();
    if panic.place.contains("exercise/") && !panic.place.contains("tests/") {
        words += &format!(", in line {line}");
    }
    words
}

/// The beginning of what was printed, for a reader: at most so many lines, and no backtraces.
pub fn excerpt(text: &str, most: usize) -> String {
    let mut in_backtrace = false;
    let lines = text.lines().filter(|line| {
        if line.starts_with("stack backtrace:") {
            in_backtrace = true;
        } else if !line.starts_with("  ") {
            in_backtrace = false;
        }
        let of_harness = [
            "running 1 test",
            "note: run with",
            "failures:",
            "test result: ",
        ];
        let theirs = !of_harness.iter().any(|words| line.starts_with(words));
        !in_backtrace && theirs && !line.trim().is_empty()
    });
    let lines: Vec<&str> = lines.collect();
    let mut text: String = lines
        .iter()
        .take(most)
        .map(|line| format!("  {line}\n"))
        .collect();
    if lines.len() > most {
        text += &format!("  ({} lines more)\n", lines.len() - most);
    }
    text
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
    fn the_reason_is_the_panic_that_ended_it() {
        let caught =
            "thread '<unnamed>' (3) panicked at tests/a.rs:1:1:\na task's panic\nnote: run with\n";
        let fails = "test a ... \nthread 'main' (1) panicked at tests/a.rs:7:1:\n\
                     assertion `left == right` failed: it was late\n  left: 1\n right: 2\n\n";
        let poisoned = "thread 'x' panicked at a.rs:2:2:\ncalled `Result::unwrap()` on an `Err` value: PoisonError { .. }\nstack backtrace:\n   0: a\n";
        let expected = "assertion `left == right` failed: it was late, left: 1, right: 2";
        let all = format!("{caught}{fails}{poisoned}");
        assert_eq!(reason(&all).as_deref(), Some(expected));
        assert_eq!(reason(caught).as_deref(), Some("a task's panic"));
        let reader = "thread 'w' panicked at chapters/01_a/exercise/pool.rs:12:9:\noh\n";
        assert_eq!(reason(reader).as_deref(), Some("oh, in line 12"));
        let loom = "thread 'main' panicked at /x/loom-0.7.3/src/rt/execution.rs:1:1:\ndeadlock; threads = []\n";
        assert_eq!(
            reason(&format!("{caught}{loom}{poisoned}")).as_deref(),
            Some("deadlock; threads = []")
        );
        assert_eq!(reason("nothing"), None);
    }

    #[test]
    fn what_a_child_said_is_not_ours() {
        let text = "thread 'main' panicked at tests/seam/src/breaks.rs:1:1:\nyour model fails\n  | thread 'main' panicked at b.rs:1:1:\n  | deadlock\n";
        assert_eq!(reason(text).as_deref(), Some("your model fails"));
    }

    #[test]
    fn an_excerpt_has_no_backtrace() {
        let text = "running 1 test\n\na\nstack backtrace:\n   0: x\n      at y\nb\nc\n";
        assert_eq!(excerpt(text, 9), "  a\n  b\n  c\n");
        assert_eq!(excerpt(text, 1), "  a\n  (2 lines more)\n");
    }
}
