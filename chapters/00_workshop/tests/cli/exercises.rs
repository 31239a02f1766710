//! From the board to the solution.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::small::{SOURCE, Small};

#[test]
fn from_the_board_to_the_solution() {
    let workspace = Small::new("way");
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
        solved.contains("double is solved, by 2 steps, 1 behaviour, 1 property, 2 models."),
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
    let workspace = Small::new("verdicts");
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
            "line 5 names `std::thread`, which loom cannot see; say `super::thread`.",
        ),
        (
            SOURCE.replace("2 * n", "if n == 3 { 0 } else { 2 * n }"),
            "the behaviour three fails (assertion `left == right` failed).",
        ),
        (
            SOURCE.replace("2 * n", "if n == 4 { 0 } else { 2 * n }"),
            "the property four fails (assertion `left == right` failed).",
        ),
        (
            SOURCE.replace(
                "2 * n",
                "if n > 100 { std::process::abort() } else { 2 * n }",
            ),
            "the model many fails.",
        ),
    ] {
        assert_eq!(workspace.verdict(&text), format!("{not_yet}{verdict}"));
    }
}

#[test]
fn watch_checks_again_when_the_file_is_saved() {
    let workspace = Small::new("watch");
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
    let workspace = Small::new("unknown");
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
