//! The runner of the exercises as a reader meets it, on a workspace of one small chapter.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const CARDS: &str = "\
### `double`: Twice as much

*Build, 15 minutes, `exercise/double.rs`*
<!-- source: src/double.rs -->

**At stake:** nothing is lost.

Two functions of no great depth.

1. `zero`: nothing at all.
2. `double`: twice
   as much.

```text
cargo test -p chapter1 --features exercise-double
```

<details><summary>Hint 1</summary>

First hint.

</details>

<details><summary>Hint 2</summary>

Second hint.

</details>

<details><summary>Hint 3</summary>

Third hint.

</details>
";

const SOURCE: &str = "\
//! Doubling.

/// None.
pub fn zero() -> u64 {
    0
}

/// Twice `n`.
pub fn double(n: u64) -> u64 {
    2 * n
}
";

/// A root as the chapters have them: the reader's file if the feature says so.
const TAKES_IT: &str = "\
#[cfg_attr(feature = \"exercise-double\", path = \"../exercise/double.rs\")]
#[cfg_attr(not(feature = \"exercise-double\"), path = \"../src/double.rs\")]
mod double;
";

/// A workspace of its own, and gone at the end.
struct Workspace(PathBuf);

impl Workspace {
    fn new(name: &str) -> Workspace {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("exercises-{name}"));
        let _ = fs::remove_dir_all(&root);
        let workspace = Workspace(root);
        let manifest = "[package]\nname = \"chapter1\"\nedition = \"2024\"\n\
                        [features]\nexercise-double = []\n[workspace]\n";
        let test = |name: &str, says: &str| {
            let body = format!("{TAKES_IT}\n#[test]\nfn {name}() {{ assert_eq!({says}); }}\n");
            format!("#![allow(dead_code)]\n{body}")
        };
        let steps = test("step_1_zero", "double::zero(), 0")
            + "#[test]\nfn step_2_double() { assert_eq!(double::double(2), 4); }\n";
        for (path, text) in [
            ("chapters/00_workshop/Cargo.toml", ""),
            (
                "Cargo.toml",
                "[workspace]\nresolver = \"3\"\nmembers = [\"chapters/01_double\"]\n",
            ),
            (
                "chapters/01_double/Cargo.toml",
                &manifest.replace("[workspace]\n", ""),
            ),
            ("chapters/01_double/exercise/cards.md", CARDS),
            ("chapters/01_double/src/double.rs", SOURCE),
            (
                "chapters/01_double/src/lib.rs",
                "mod double;\npub use double::double;\n",
            ),
            ("chapters/01_double/tests/steps_double.rs", &steps),
            (
                "chapters/01_double/tests/behaviour.rs",
                &test("three", "double::double(3), 6"),
            ),
            (
                "chapters/01_double/tests/properties.rs",
                &test("four", "double::double(4), 8"),
            ),
            (
                "chapters/01_double/tests/loom.rs",
                &test("many", "double::double(1 << 40), 2 << 40"),
            ),
        ] {
            let path = workspace.0.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        assert!(workspace.run("reset double --yes").status.success());
        workspace
    }

    fn command(&self, arguments: &str) -> Command {
        let mut workshop = Command::new(env!("CARGO_BIN_EXE_workshop"));
        workshop
            .args(arguments.split_whitespace())
            .current_dir(self.0.join("chapters")) // anywhere in it will do
            .env("CARGO_TARGET_DIR", self.0.join("target"));
        workshop
    }

    fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What it says on stdout, if it is content.
    fn says(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The last line of what it says of the reader's file with this text.
    fn verdict(&self, text: &str) -> String {
        fs::write(self.file(), text).unwrap();
        let output = self.run("check double");
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        errors.lines().next_back().unwrap_or_default().to_owned()
    }

    fn file(&self) -> PathBuf {
        self.0.join("chapters/01_double/exercise/double.rs")
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn from_the_board_to_the_solution() {
    let workspace = Workspace::new("way");
    let board = workspace.says("exercises");
    assert!(
        board.contains("  1   double            Build    15 min  Twice as much"),
        "{board}"
    );
    assert!(board.contains("0 of 1 solved"), "{board}");

    let card = workspace.says("next");
    assert!(card.contains("At stake: nothing is lost."), "{card}");
    assert!(card.contains("2. `double`: twice as much."), "{card}");
    assert!(!card.contains("First hint"), "{card}");
    assert!(workspace.says("exercises").contains("  1 > double"));
    assert_eq!(workspace.says("start 1"), card);
    assert_eq!(workspace.says("start double"), card);

    // Without a name from here on: it was started.
    assert!(workspace.says("hint").ends_with("There are 2 more.\n"));
    let hints = workspace.says("hint");
    assert!(
        hints.contains("First hint") && hints.contains("Second hint"),
        "{hints}"
    );
    assert!(!hints.contains("Third hint"), "{hints}");
    assert!(workspace.says("hint double").contains("Third hint"));

    let early = workspace.run("solution");
    assert_eq!(early.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&early.stderr).contains("is not solved yet"));
    assert!(workspace.says("solution --spoil").contains("+    2 * n"));

    fs::write(workspace.file(), SOURCE).unwrap();
    let solved = workspace.says("check");
    assert!(
        solved.contains("double is solved, by 2 steps, 1 behaviour, 1 property, 1 model."),
        "{solved}"
    );
    let board = workspace.says("exercises");
    assert!(board.contains("  1 x double"), "{board}");
    assert!(
        board.contains("by 2 steps, 1 behaviour") && board.contains("1 of 1 solved"),
        "{board}"
    );
    assert!(
        board.lines().all(|line| line.chars().count() <= 80),
        "{board}"
    );
    assert!(workspace.says("solution").contains("They are the same."));
    assert!(workspace.says("next").contains("All exercises are solved."));

    // What no longer passes is no longer solved.
    workspace.verdict(&SOURCE.replace("2 * n", "n"));
    assert!(workspace.says("exercises").contains("0 of 1 solved"));
    assert!(!board.contains('\x1b'), "colours are for terminals");
}

#[test]
fn one_sentence_says_what_failed() {
    let workspace = Workspace::new("verdicts");
    let pristine = fs::read_to_string(workspace.file()).unwrap();
    let not_yet = "workshop: not yet: ";
    for (text, verdict) in [
        (
            pristine,
            "step 1 is not done: step_1_zero (not yet implemented: step 1).",
        ),
        (
            SOURCE.replace("2 * n", "todo!()"),
            "step 2 is not done: step_2_double (not yet implemented).",
        ),
        (
            SOURCE.replace("2 * n", "2 *"),
            "it does not compile; begin with the first error above.",
        ),
        (
            SOURCE.replace(
                "0\n",
                "std::thread::sleep(std::time::Duration::ZERO);\n    0\n",
            ),
            "line 5 names `std::thread`, which loom cannot see; say `crate::thread`.",
        ),
        (
            SOURCE.replace("2 * n", "if n == 3 { 0 } else { 2 * n }"),
            "the behaviour three of behaviour fails (assertion `left == right` failed).",
        ),
        (
            SOURCE.replace("2 * n", "if n == 4 { 0 } else { 2 * n }"),
            "the property four of properties fails (assertion `left == right` failed).",
        ),
        (
            SOURCE.replace(
                "2 * n",
                "if n > 100 { std::process::abort() } else { 2 * n }",
            ),
            "the model many of loom fails.",
        ),
    ] {
        assert_eq!(workspace.verdict(&text), format!("{not_yet}{verdict}"));
    }
}

#[test]
fn reset_asks_first_and_keeps_what_was_there() {
    let workspace = Workspace::new("reset");
    let pristine = fs::read_to_string(workspace.file()).unwrap();
    assert!(
        pristine.contains("// Step 2: twice as much.\n    todo!(\"step 2\")"),
        "{pristine}"
    );
    fs::write(workspace.file(), SOURCE).unwrap();
    for (answer, now) in [("n\n", SOURCE), ("", SOURCE), ("y\n", &pristine)] {
        let mut reset = workspace.command("reset double");
        let mut reset = reset
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        reset
            .stdin
            .take()
            .unwrap()
            .write_all(answer.as_bytes())
            .unwrap();
        assert!(reset.wait().unwrap().success());
        assert_eq!(
            fs::read_to_string(workspace.file()).unwrap(),
            *now,
            "{answer:?}"
        );
    }
    let kept = workspace.file().with_extension("rs.1");
    assert_eq!(fs::read_to_string(&kept).unwrap(), SOURCE);
    // The next time it is kept beside that one.
    fs::write(workspace.file(), "mine").unwrap();
    assert!(workspace.says("reset double --yes").contains("double.rs.2"));
    assert_eq!(fs::read_to_string(kept).unwrap(), SOURCE);
}

#[test]
fn watch_checks_again_when_the_file_is_saved() {
    let workspace = Workspace::new("watch");
    let mut watch = workspace.command("watch double");
    let mut watch = watch
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("Waiting for ")));
    fs::write(workspace.file(), SOURCE.replace("2 * n", "3 * n")).unwrap();
    assert!(lines.any(|line| line.contains("step 2 is not done")));
    fs::write(workspace.file(), SOURCE).unwrap();
    assert!(lines.any(|line| line.contains("double is solved")));
    assert!(watch.wait().unwrap().success());
}

#[test]
fn an_exercise_that_is_not_there_is_one_line() {
    let workspace = Workspace::new("unknown");
    for (arguments, status, words) in [
        ("check nothing", 1, "no exercise \"nothing\""),
        ("start 0", 1, "no exercise \"0\""),
        ("hint", 1, "which one?"),
        ("start", 2, "start needs the name"),
        ("check double --fast", 2, "does not know \"--fast\""),
    ] {
        let output = workspace.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{arguments}: {errors}");
        assert!(
            errors.contains(words) && errors.lines().count() == 1,
            "{errors}"
        );
    }
}
