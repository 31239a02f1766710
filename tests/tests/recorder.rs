//! What `workshop explain` shows is what the models do: writing their steps down changes
//! nothing, and every planted bug has a schedule that fits on a page.
//!
//! The models are run by cargo, in the target directory in which they have just been built.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use seam::tree::{chapters, number, root};

/// The environment's name for where the steps go; `-` is nowhere. See `support/trace.rs`.
const RECORDER: &str = "EXPLAIN_MODEL";

/// What cargo says, both ways, and whether it was content.
fn cargo(arguments: &[&str], recorder: Option<&str>) -> (bool, String) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(arguments)
        .current_dir(root())
        .env("RUST_BACKTRACE", "0")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null());
    match recorder {
        Some(to) => cargo.env(RECORDER, to),
        None => cargo.env_remove(RECORDER),
    };
    let output = cargo.output().expect("cargo runs us, so it is there");
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text.into_owned())
}

/// `model NAME: 24 executions`, of all models of all chapters.
fn executions(recorder: Option<&str>) -> BTreeMap<String, String> {
    let mut executions = BTreeMap::new();
    for folder in chapters() {
        let package = format!("chapter{}", number(&folder));
        let dummy = folder.join("tests/loom_dummy.rs").is_file();
        let mut arguments = vec!["test", "--locked", "-p", &package, "--test", "loom"];
        arguments.extend(if dummy {
            &["--test", "loom_dummy"][..]
        } else {
            &[]
        });
        let (passed, said) = cargo(&arguments, recorder);
        assert!(passed, "{package}: {said}");
        for line in said.lines().filter_map(|line| line.strip_prefix("model ")) {
            let (name, rest) = line.split_once(": ").expect("a name, and a count");
            let count = rest.split(',').next().unwrap_or_default();
            let known = executions.insert(format!("{package} {name}"), count.to_owned());
            assert_eq!(known, None, "{name} twice");
        }
    }
    executions
}

#[test]
fn to_write_the_steps_down_changes_nothing() {
    let without = executions(None);
    assert!(without.len() > 80, "only {} models", without.len());
    assert_eq!(executions(Some("-")), without);
}

/// The planted bugs of a chapter that a model finds: their names, and the words of the failure.
fn bugs(folder: &Path) -> Vec<(String, String)> {
    let mut bugs = Vec::new();
    for entry in fs::read_dir(folder.join("tests")).unwrap() {
        let path = entry.unwrap().path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let Some(name) = name.strip_prefix("bug_") else {
            continue;
        };
        let root = fs::read_to_string(&path).unwrap();
        if !root.contains("support/model.rs") {
            continue; // it has no model: see its page
        }
        let (_, call) = root.split_once("must_fail(").expect("a bug must fail");
        let reason = call.split('"').nth(3).expect("a test, and a reason");
        bugs.push((name.to_owned(), reason.to_owned()));
    }
    bugs.sort();
    bugs
}

#[test]
fn every_planted_bug_has_a_schedule_that_fits_on_a_page() {
    let mut faults = Vec::new();
    for folder in chapters() {
        let package = format!("chapter{}", number(&folder));
        for (bug, reason) in bugs(&folder) {
            let run = [
                "run", "--locked", "-q", "-p", "workshop", "--", "explain", &package, &bug,
            ];
            let (shown, said) = cargo(&run, None);
            let numbers = said
                .lines()
                .filter_map(|line| line.split_whitespace().next()?.parse::<u32>().ok());
            let rows = numbers.max().unwrap_or(0);
            let verdict = said
                .lines()
                .rfind(|line| !line.is_empty())
                .unwrap_or_default();
            let kind = match reason.as_str() {
                "deadlock" => "deadlock: ",
                "exceeded maximum number of branches" => "",
                _ => "panic: ",
            };
            if !shown || !(2..=40).contains(&rows) || !verdict.starts_with(kind) {
                faults.push(format!(
                    "{package} {bug}: {rows} rows, {verdict:?} for {reason:?}\n{said}"
                ));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// loom tries the interleavings in a fixed order, so the book can show what a reader will see.
#[test]
fn the_book_shows_what_is_printed() {
    let run = [
        "run",
        "--locked",
        "-q",
        "-p",
        "workshop",
        "--",
        "explain",
        "chapter2",
        "notify_first",
    ];
    let (_, said) = cargo(&run, None);
    let page = fs::read_to_string(root().join("book/src/explain.txt")).unwrap();
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(
        lines,
        page.lines().collect::<Vec<_>>(),
        "book/src/explain.txt"
    );
}
