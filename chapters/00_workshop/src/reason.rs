//! Why a test failed: the one of its panics that ended it.

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

/// Why `test` failed, which printed this: the words of the panic that ended it.
///
/// It may have caught some before, and others may have come of it: locks that are poisoned,
/// threads that cannot be joined, destructors that panic while it unwinds.
pub fn reason(test: &str, text: &str) -> Option<String> {
    if let Some(thread) = text.lines().find_map(overflowed) {
        return Some(format!("{thread} has overflowed its stack"));
    }
    let panics = panics(text);
    let cleanup = panics
        .iter()
        .position(|panic| panic.says(&["panic in a destructor"]));
    if let Some(at) = cleanup.filter(|at| *at >= 2) {
        let (first, second) = (panics[at - 2].words(), panics[at - 1].words());
        return Some(format!(
            "{first}; and while that unwinds, a destructor panics: {second}"
        ));
    }
    let of_loom = panics
        .iter()
        .find(|panic| panic.place.contains("loom-") && panic.says(&LOOM));
    let follows = |panic: &&Panic<'_>| panic.place.contains("loom-") || panic.says(&FOLLOWS);
    // The test's own thread, by whichever name it goes.
    let own =
        |panic: &&Panic<'_>| matches!(panic.thread, "main" | "watched") || panic.thread == test;
    let mut counted = panics.iter().filter(|panic| !follows(panic));
    let of_reader = panics
        .iter()
        .rfind(|panic| panic.line().is_some() && !follows(panic));
    let last = panics.iter().rfind(own);
    let panic = of_loom
        .or_else(|| last.filter(|panic| !follows(panic)))
        .or(of_reader)
        .or_else(|| counted.next_back())
        .or(last)
        .or(panics.last())?;
    // Where the reader's own panic went well, as the test had asked, but had a lock in its hand.
    let poisoned = last.is_some_and(|last| last.says(&["PoisonError"]));
    let after = match poisoned && panic.line().is_some() && !follows(&panic) {
        true => "; a lock that it held is poisoned since",
        false => "",
    };
    Some(panic.words() + after)
}

/// The thread of `thread 'main' (7) has overflowed its stack`, which is the end of the process.
fn overflowed(line: &str) -> Option<&str> {
    let thread = line.strip_suffix(" has overflowed its stack")?;
    let (name, _) = thread.strip_prefix("thread '")?.rsplit_once('\'')?;
    Some(name)
}

/// What loom says of a model.
const LOOM: [&str; 3] = ["deadlock", "exceeded maximum number of branches", "leaked"];
/// What comes of another panic.
const FOLLOWS: [&str; 5] = [
    "PoisonError",
    "Any { .. }",
    "RecvError",
    "SendError",
    "function that cannot unwind",
];

impl Panic<'_> {
    /// Does it say one of these?
    fn says(&self, words: &[&str]) -> bool {
        let said = self.lines.first().copied().unwrap_or_default();
        words.iter().any(|words| said.contains(words))
    }

    /// Where in the reader's file it was.
    fn line(&self) -> Option<&str> {
        let (file, _) = self.place.rsplit_once(':')?;
        let (file, line) = file.rsplit_once(':')?;
        let folder = file.rsplit('/').nth(1)?;
        // `tests/exercise/../../exercise/pool.rs` is theirs, `tests/exercise/pool_2.rs` is not.
        let ours = file.contains("tests/exercise/") && !file.contains("../");
        (folder == "exercise" && !ours).then_some(line)
    }

    /// In one line: what was compared, too, and where it was.
    fn words(&self) -> String {
        let mut words = self.lines.first().copied().unwrap_or("a panic").to_owned();
        for line in self.lines.iter().skip(1).map(|line| line.trim()) {
            if line.starts_with("left: ") || line.starts_with("right: ") {
                words += &format!(", {line}");
            }
        }
        match self.line() {
            Some(line) => format!("{words}, in line {line}"),
            None => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A panic as it is printed.
    fn panic(thread: &str, place: &str, says: &str) -> String {
        format!("\nthread '{thread}' (7) panicked at {place}:12:9:\n{says}\nnote: run with x\n")
    }

    #[test]
    fn the_reason_is_the_panic_that_ended_it() {
        let caught = panic("<unnamed>", "tests/a.rs", "a task's panic");
        let fails = panic(
            "main",
            "tests/a.rs",
            "assertion `left == right` failed: late\n  left: 1\n right: 2",
        );
        let poisoned = panic("x", "a.rs", "an `Err` value: PoisonError { .. }");
        let reader = panic("w", "a/tests/exercise/../../exercise/pool.rs", "oh");
        let joined = panic("t", "tests/a.rs", "an `Err` value: Any { .. }");
        let loom = panic("main", "/x/loom-0.7.3/src/a.rs", "deadlock; threads = []");
        let cleanup = panic(
            "t",
            "core/panicking.rs",
            "panic in a destructor during cleanup",
        );
        for (said, expected) in [
            (vec![&caught], "a task's panic"),
            (
                vec![&caught, &fails, &poisoned],
                "assertion `left == right` failed: late, left: 1, right: 2",
            ),
            (vec![&caught, &reader, &joined], "oh, in line 12"),
            (
                vec![&reader, &panic("t", "a.rs", "PoisonError { .. }")],
                "oh, in line 12; a lock that it held is poisoned since",
            ),
            (vec![&caught, &loom, &poisoned], "deadlock; threads = []"),
            (
                vec![&caught, &reader, &fails, &cleanup],
                "oh, in line 12; and while that unwinds, a destructor panics: \
                 assertion `left == right` failed: late, left: 1, right: 2",
            ),
        ] {
            let said: String = said.into_iter().map(String::as_str).collect();
            assert_eq!(reason("t", &said).as_deref(), Some(expected));
        }
        assert_eq!(reason("t", "nothing"), None);
        let deep = format!("{caught}\nthread 'w' (7) has overflowed its stack\nfatal\n");
        assert_eq!(
            reason("t", &deep).as_deref(),
            Some("w has overflowed its stack")
        );
    }

    #[test]
    fn what_a_child_said_is_not_ours() {
        let text = "thread 'main' panicked at tests/seam/src/breaks.rs:1:1:\nyour model fails\n  | thread 'main' panicked at b.rs:1:1:\n  | deadlock\n";
        assert_eq!(reason("t", text).as_deref(), Some("your model fails"));
    }
}
