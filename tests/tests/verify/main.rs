//! The verification: the exercises keep their word, and `explain` shows what the models do.
//!
//! Each starter compiles and fails where it should, each step is decided by its own tests, each
//! solution passes and each wrong one is rejected; a chapter that does not compile stops no
//! exercise of another; to write a model's steps down changes nothing, every planted bug has a
//! schedule, and chapter 13's checker says what loom says.
//!
//! It takes some minutes. So it runs where the environment says `CI`, and else says that it is
//! left out. What can be seen of the exercises without running them is in `house`.
//!
//! All that needs another text in a chapter runs in a copy of the workspace (`scratch.rs`), with
//! the same tests as on a reader's desk. So a reader's own files are never touched, and whether
//! they are solved decides nothing here. Executables are built by few calls of cargo and then
//! run side by side.

mod broken;
mod counted;
mod cross_check;
mod once_more;
mod puzzles;
mod schedules;
mod scratch;
mod steps;
mod wrong;

use std::env;
use std::io::{Write, stderr};
use std::process::Command;
use std::sync::Once;

use seam::tree::{chapters, number, root};
use toolbox::card::{Card, Kind};
use toolbox::cards;
use toolbox::cargo::{self, Built, Executable};
use toolbox::said::Said;

/// Is there no time for it? Then says so, once.
fn left_out() -> bool {
    static SAID: Once = Once::new();
    let left_out = env::var_os("CI").is_none();
    if left_out {
        let how =
            "left out: the exercises' own verification; CI=1 cargo test -p contract --test verify";
        // Not `eprintln!`: the test harness would keep it to itself.
        SAID.call_once(|| drop(writeln!(stderr(), "{how}")));
    }
    left_out
}

fn all() -> Vec<Card> {
    cards::all(&root()).unwrap_or_else(|why| panic!("{why}"))
}

fn of_kind(kind: Kind) -> Vec<Card> {
    all().into_iter().filter(|card| card.kind == kind).collect()
}

/// What was found wrong, a line each.
#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The chapters that have nothing of something, a line each.
fn chapters_without(what: &str, has: impl Fn(u32) -> bool) -> Vec<String> {
    let chapters = chapters();
    assert!(chapters.len() >= 11);
    let numbers = chapters.iter().map(|folder| number(folder));
    let without = numbers.filter(|chapter| !has(*chapter));
    without
        .map(|chapter| format!("chapter {chapter} has {what}"))
        .collect()
}

/// What it says, both ways, and whether it was content.
fn said(command: &mut Command) -> Said {
    let output = command.output().expect("it can be started");
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    Said {
        ok: output.status.success(),
        text: text.into_owned(),
    }
}

/// The names of these tests.
fn listed(tests: &Executable, filter: &str) -> Vec<String> {
    let said = said(&mut tests.command([filter, "--list"]));
    let names = said
        .text
        .lines()
        .filter_map(|line| line.strip_suffix(": test"));
    names.map(str::to_owned).collect()
}

/// The workshop, as the workspace has it now.
fn workshop() -> Command {
    let mut build = cargo::cargo();
    build.args([
        "build",
        "--locked",
        "--package",
        "workshop",
        "--bin",
        "workshop",
    ]);
    let built = cargo::build(build.current_dir(root())).expect("cargo runs us, so it is there");
    assert!(built.ok, "{}", built.said);
    let mut is_it = built
        .executables
        .iter()
        .filter(|one| one.target == "workshop");
    let mut workshop = Command::new(&is_it.next().expect("it was built").path);
    workshop
        .current_dir(root())
        .env_remove("RUST_BACKTRACE")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100");
    workshop
}

/// What loom checks of all chapters, in the target directory in which it has been built before.
fn our_models() -> Built {
    let packages = chapters()
        .into_iter()
        .map(|folder| format!("--package=chapter{}", number(&folder)));
    let mut cargo = cargo::cargo();
    cargo
        .args(["test", "--locked", "--no-run", "--quiet", "--test", "loom"])
        .args(packages)
        .current_dir(root());
    let built = cargo::build(&mut cargo).expect("cargo runs us, so it is there");
    assert!(built.ok, "{}", built.said);
    built
}
