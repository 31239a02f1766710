//! Which command is meant, and what is passed on to the race.

use std::fs;
use std::process::Stdio;

use super::small::Small;

#[test]
fn help_goes_to_stdout() {
    let workspace = Small::new("help");
    for arguments in [
        "--help",
        "-h",
        "explain --help",
        "check --help",
        "reset x -h",
    ] {
        let output = workspace.run(arguments);
        assert!(output.status.success(), "{arguments}");
        assert!(output.stdout.starts_with(b"workshop"), "{arguments}");
        assert!(output.stderr.is_empty(), "{arguments}");
    }
}

#[test]
fn a_bad_argument_gets_one_line_and_status_2() {
    let workspace = Small::new("arguments");
    for arguments in [
        "run",
        "exercises all",
        "next one",
        "start",
        "reset",
        "check a b",
        "check double --yes",
        "explain",
        "explain chapter4 --test",
    ] {
        let output = workspace.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments}: {errors}");
        assert!(errors.starts_with("workshop: "), "{arguments}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{arguments}: {errors}");
        assert!(output.stdout.is_empty(), "{arguments}");
    }
}

#[test]
fn the_race_is_given_all_and_gives_all_back() {
    let workspace = Small::new("race");
    for (given, passed_on) in [
        ("", ""),
        ("--speed", "--speed"),
        ("race --help", "race --help"),
        ("timeline a b", "timeline a b"),
        ("sweep", "sweep"),
    ] {
        let output = workspace.run(given);
        let number = passed_on.split_whitespace().count();
        let says = format!("{passed_on} arguments, doubled {}\n", 2 * number);
        assert_eq!(String::from_utf8_lossy(&output.stdout), says, "{given}");
        assert_eq!(output.stderr, b"on stderr\n", "{given}");
        assert_eq!(output.status.code(), Some(number as i32), "{given}");
    }
}

#[test]
fn a_chapter_that_does_not_compile_stops_the_race_alone() {
    let workspace = Small::new("broken");
    workspace.write(
        "chapters/01_double/src/double.rs",
        "pub fn double(n: u64) -> u64 { 2 *\n",
    );
    let output = workspace.run("race");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(
        errors.contains("src/double.rs:1"),
        "cargo says where: {errors}"
    );
    let last = errors.lines().next_back().unwrap_or_default();
    assert!(
        last.starts_with("workshop: the race needs every chapter"),
        "{errors}"
    );
    assert!(last.contains("cargo run -- exercises"), "{errors}");
    assert!(workspace.says("exercises").contains("0 of 1 solved"));
    assert!(workspace.says("start double").contains("At stake"));
    assert!(workspace.says("hint").contains("First hint"));
    assert!(fs::read_to_string(workspace.file()).is_ok());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let workspace = Small::new("closed_pipe");
    for arguments in ["exercises", "--help"] {
        let mut child = workspace
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{errors}");
    }
}
