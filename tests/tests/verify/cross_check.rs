//! The cross-check: what chapter 13's checker says of the models and planted bugs of chapters 1 to 8,
//! with loom's rules, beside what loom says.
//!
//! That each model passes under loom, and each planted bug is caught for its reason, is what
//! `cargo test` has seen. Here the checker searches the same models from the same files, and has to
//! come to the same end; and of each bug it has to find a schedule that is not longer than the one
//! that `explain` shows, counted in the checker's own steps. The book has the table; `house` holds
//! what has to be in it.

use std::env;
use std::fs;
use std::path::Path;

use seam::tree::{chapters, number, root};
use toolbox::cargo::{self, Built, Executable};
use toolbox::side_by_side;

use super::{left_out, listed, none, our_models, said};

/// Where the table is.
const TABLE: &str = "book/src/cross_check.txt";

/// What the package `explorer` wants to be told by its environment: whose rules, how many states at
/// most, and what loom has written down.
const RULES: (&str, &str) = ("MODEL_RULES", "loom");
pub const STATES: (&str, &str) = ("MODEL_STATES", "20000");
const RECORDING: &str = "EXPLORE_LOOM";
/// Where loom's side writes that.
const RECORDER: &str = "EXPLAIN_MODEL";

/// A test of both sides.
struct Both<'a> {
    chapter: u32,
    name: String,
    checker: &'a Executable,
    loom: &'a Executable,
}

pub fn checkers() -> Built {
    let mut cargo = cargo::cargo();
    cargo
        .args([
            "test",
            "--locked",
            "--no-run",
            "--quiet",
            "--package=explorer",
        ])
        .args((1..=8).map(|chapter| format!("--test=chapter{chapter}")))
        .current_dir(root());
    let built = cargo::build(&mut cargo).expect("cargo runs us, so it is there");
    assert!(built.ok, "{}", built.said);
    built
}

fn pairs<'a>(checkers: &'a Built, looms: &'a Built) -> Vec<Both<'a>> {
    let mut pairs = Vec::new();
    for folder in chapters() {
        let chapter = number(&folder);
        let own = format!("chapter{chapter}");
        let Some(checker) = checkers.test(Path::new("explorer"), &own) else {
            continue;
        };
        let loom = looms.test(&folder, "loom").expect("each chapter has one");
        let names = listed(checker, "");
        assert_eq!(names, listed(loom, ""), "both have the same tests");
        pairs.extend(names.into_iter().map(|name| Both {
            chapter,
            name,
            checker,
            loom,
        }));
    }
    pairs
}

/// A row of the table of models, or what is wrong.
fn model(both: &Both<'_>) -> Result<String, String> {
    let told = search(both, None)?;
    // `model NAME: 12 states and more, 3 executions, 0.1 s`
    let found = told.split_once(&format!("model {}: ", both.name));
    let numbers = found.and_then(|(_, found)| numbers(found));
    let Some((states, executions)) = numbers else {
        return Err(format!("{}: no numbers\n{told}", both.name));
    };
    let ends = match states {
        Some(_) => "well, as under loom",
        None => "well, as far as it was seen",
    };
    Ok(format!(
        "| {} | `{}` | {} | {executions} | {ends} |",
        both.chapter,
        both.name,
        states.unwrap_or("over 20000"),
    ))
}

/// The states, if that is all of them, and the executions.
pub fn numbers(found: &str) -> Option<(Option<&str>, &str)> {
    let mut parts = found.split(", ");
    let (states, rest) = parts.next()?.split_once(" states")?;
    let executions = parts.next()?.strip_suffix(" executions")?;
    Some((rest.is_empty().then_some(states), executions))
}

/// A row of the table of bugs, or what is wrong.
fn bug(both: &Both<'_>) -> Result<String, String> {
    let mut parts = both.name.split("::").skip(1);
    let (bug, by) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let file = format!("cross_check_{}_{bug}_{by}", both.chapter);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    let mut loom = both.loom.command(["--exact", &both.name, "--nocapture"]);
    said(loom.env(RECORDER, &file));
    let told = search(both, Some(&file))?;
    let _ = fs::remove_file(&file); // in a folder for such things
    // `bug NAME: 21 states and more, 9 executions, 6 steps, loom 9`
    let found = told
        .split_once("bug ")
        .and_then(|(_, told)| told.split_once(": "));
    let found = found.and_then(|(_, found)| found.lines().next());
    let Some(found) = found else {
        return Err(format!("{}: no numbers\n{told}", both.name));
    };
    let mut parts = found.split(", ");
    let states = parts.next().unwrap_or("").replace(" states", "");
    let rest: Vec<&str> = parts.collect();
    let (steps, loom) = match rest[..] {
        [_, steps, loom] => (steps, loom.trim_start_matches("loom ")),
        [_, steps] => (steps, "?"),
        _ => ("not found", "?"),
    };
    Ok(format!(
        "| {} | `{bug}` | `{by}` | {states} | {} | {loom} |",
        both.chapter,
        steps.replace(" steps", ""),
    ))
}

/// What the checker says. It has to be content: a model ends well, a bug is found for its reason.
fn search(both: &Both<'_>, recording: Option<&Path>) -> Result<String, String> {
    let mut checker = both.checker.command(["--exact", &both.name, "--nocapture"]);
    checker.envs([RULES, STATES]);
    checker.envs(recording.map(|file| (RECORDING, file)));
    let said = said(&mut checker);
    match said.ok {
        true => Ok(said.text),
        false => Err(format!(
            "chapter {} {}:\n{}",
            both.chapter, both.name, said.text
        )),
    }
}

#[test]
fn the_checker_says_what_loom_says() {
    if left_out() {
        return;
    }
    let (checkers, looms) = (checkers(), our_models());
    let pairs = pairs(&checkers, &looms);
    let rows = side_by_side::all(&pairs, |both| match both.name.starts_with("bugs::") {
        true => (true, bug(both)),
        false => (false, model(both)),
    });
    let faults = rows
        .iter()
        .filter_map(|(_, row)| row.as_ref().err().cloned());
    none(&faults.collect::<Vec<_>>());
    let of = |bugs: bool| {
        let rows = rows.iter().filter(|(is_bug, _)| *is_bug == bugs);
        let rows = rows.filter_map(|(_, row)| row.as_deref().ok());
        rows.collect::<Vec<_>>().join("\n")
    };
    let made = format!(
        "ANCHOR: models\n| | model | states | executions | every execution ends |\n\
         |---|---|---:|---:|---|\n{}\nANCHOR_END: models\n\n\
         ANCHOR: bugs\n| | planted bug | caught by | states | shortest schedule | loom's |\n\
         |---|---|---|---:|---:|---:|\n{}\nANCHOR_END: bugs\n",
        of(false),
        of(true)
    );
    let path = root().join(TABLE);
    if env::var_os("UPDATE_BOOK").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there.lines().eq(made.lines()),
        "{TABLE}: UPDATE_BOOK=1 makes it anew\n{made}"
    );
}
