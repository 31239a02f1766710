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
    assert_eq!(card.matches("Not asked: speed.\n").count(), 1, "{card}");
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
        solved.contains("double is solved, by 2 steps, 2 models, 1 property, 1 behaviour."),
        "{solved}"
    );
    let board = workspace.says("exercises");
    assert!(board.contains("  1 x double"), "{board}");
    assert!(
        board.contains("by 2 steps, 2 models") && board.contains("1 of 1 solved"),
        "{board}"
    );
    assert!(
        board.lines().all(|line| line.chars().count() <= 80),
        "{board}"
    );
    assert!(workspace.says("solution").contains("They are the same."));
    assert!(workspace.says("next").contains("All exercises are solved."));

    // It was solved, whatever comes after it.
    workspace.verdict(&SOURCE.replace("2 * n", "n"));
    assert!(workspace.says("exercises").contains("1 of 1 solved"));
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
            "step 1 is not done: step_1_zero (not yet implemented: step 1, in line 8).",
        ),
        (
            SOURCE.replace("2 * n", "todo!()"),
            "step 2 is not done: step_2_double (not yet implemented, in line 10).",
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
            "line 5 has `thread::sleep`, which no model has: no time passes there; wait for what \
             somebody notifies.",
        ),
        (
            SOURCE.replace("2 * n", "if n == 3 { 0 } else { 2 * n }"),
            "the behaviour three fails (assertion `left == right` failed, left: 0, right: 6).",
        ),
        (
            SOURCE.replace("2 * n", "if n == 4 { 0 } else { 2 * n }"),
            "the property four fails (assertion `left == right` failed, left: 0, right: 8).",
        ),
        (
            SOURCE.replace("2 * n", "if n > 100 { panic!(\"too much\") } else { 2 * n }"),
            "the model many fails (too much, in line 10).",
        ),
        (
            SOURCE.replace("2 * n", "struct D; impl Drop for D { fn drop(&mut self) { panic!(\"b\") } }\n    let _d = D;\n    panic!(\"a\")"),
            "step 2 is not done: step_2_double (a, in line 12; and while that unwinds, a \
             destructor panics: b, in line 10).",
        ),
        (
            SOURCE.replace("2 * n", "if std::env::args().count() > 9 { 0 } else { 2 * n }"),
            "line 10 has `std::env`, which tells where it runs; only what it does is to count.",
        ),
        (
            "#[path = \"../src/double.rs\"]\nmod real;\npub use real::*;\n".to_owned(),
            "line 1 has `#[path]`, which takes another file; the exercise is this one.",
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

/// Whatever the reader's code does, there is a verdict, and soon.
#[test]
#[cfg(target_os = "linux")] // elsewhere it takes longer: what a process does is not told
fn code_that_does_not_end_is_told_so() {
    let workspace = Small::new("no-end");
    let verdict = workspace.verdict(&SOURCE.replace("2 * n", "loop {}"));
    let says = "step_2_double (no end: it has worked for 4 s and goes on, so it may spin).";
    assert!(verdict.ends_with(says), "{verdict}");
    let prints = "loop { println!(\"{}\", \"much \".repeat(1000)) }";
    let verdict = workspace.verdict(&SOURCE.replace("2 * n", prints));
    assert!(verdict.contains("step_2_double (it printed "), "{verdict}");
    let takes = "let mut all = vec![1u8]; loop { all.extend(all.clone()); }";
    let verdict = workspace.verdict(&SOURCE.replace("2 * n", takes));
    assert!(verdict.contains("step_2_double (it took "), "{verdict}");
}

#[test]
fn a_save_ends_a_check_that_hangs() {
    let workspace = Small::new("saved");
    fs::write(workspace.file(), SOURCE.replace("2 * n", "loop {}")).unwrap();
    let mut watch = workspace.command("watch double");
    let mut watch = watch
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("1 step: ok")));
    fs::write(workspace.file(), SOURCE).unwrap();
    assert!(lines.any(|line| line.contains("once more")));
    assert!(lines.any(|line| line.contains("double is solved")));
    assert!(watch.wait().unwrap().success());
}

/// Git has none of what the reader edits: it is there when it is asked for.
#[test]
fn a_file_that_is_not_there_is_made() {
    let workspace = Small::new("made");
    let pristine = fs::read_to_string(workspace.file()).unwrap();
    for arguments in [
        "start double",
        "hint double",
        "prepare --files",
        "reset double",
    ] {
        fs::remove_file(workspace.file()).unwrap();
        workspace.says(arguments);
        let made = fs::read_to_string(workspace.file()).unwrap();
        assert_eq!(made, pristine, "{arguments}");
    }
    fs::remove_file(workspace.file()).unwrap();
    assert!(!workspace.run("check double").status.success());
    assert_eq!(fs::read_to_string(workspace.file()).unwrap(), pristine);
    let prepared = workspace.says("prepare");
    assert!(prepared.contains("What they need is built"), "{prepared}");
    // And what is there is the reader's.
    fs::write(workspace.file(), SOURCE).unwrap();
    workspace.says("prepare --files");
    workspace.says("start double");
    assert_eq!(fs::read_to_string(workspace.file()).unwrap(), SOURCE);
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
