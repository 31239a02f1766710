//! `check NAME`: who judges, and in which order. What it tells is in `verdict.rs`.

use std::error::Error;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::{Command, Stdio};

use toolbox::args::Named;
use toolbox::card::{Card, Kind, TARGET};
use toolbox::cargo::{Built, build, cargo};
use toolbox::program::{Done, print};
use toolbox::said::Said;
use toolbox::starter;
use toolbox::std_names::std_names;

use super::desk::Desk;
use super::run::{aloud, each_alone};
use super::terminal::{bold, green, red};
use super::verdict::{Fault, Judge, counted, fault_of};
use crate::explain::{Model, columns, explain};

pub fn run(args: &[String]) -> Done {
    let named = Named::read("check", args, &[])?;
    let mut desk = Desk::open()?;
    let name = desk.find(named.name.as_deref())?.name.clone();
    check(&mut desk, &name)
}

/// # Errors
///
/// One sentence, if it is not solved.
pub fn check(desk: &mut Desk, name: &str) -> Done {
    let card = desk.find(Some(name))?;
    let (package, feature) = (card.package(), card.feature());
    let verdict = judge(desk, card)?;
    desk.progress.solve(name, verdict.as_deref().ok())?;
    match verdict {
        Ok(by) => print(&format!(
            "\n{} {name} is solved, by {by}.\n\
             `cargo run -- solution {name}` shows how we did it, `next` what comes next.\n",
            green("Well done:")
        )),
        Err(Fault { what, model }) => {
            if let Some((target, test)) = model {
                let table = explain(&Model {
                    package: &package,
                    features: &[&feature],
                    target,
                    test: Some(&test),
                });
                let table = table.map_or_else(|why| format!("{why}\n"), |t| t.text(columns()));
                print(&format!("\n{}\n{table}", bold("How it fails:")))?;
            }
            Err(format!("{} {what}", red("not yet:")).into())
        }
    }
}

type Verdict<T> = Result<Result<T, Fault>, Box<dyn Error>>;

/// By what it is solved (`9 steps, 14 models`), or why not.
fn judge(desk: &Desk, card: &Card) -> Verdict<String> {
    if let Some(what) = outside_the_seam(desk, card)? {
        return Ok(Err(Fault::plain(what)));
    }
    let mut by = Vec::new();
    // Only what is needed now: a first step is not to wait for all the models.
    for Round { targets, judges } in rounds(card) {
        let built = build(test(&desk.root, card, targets).stderr(Stdio::inherit()))?;
        if !built.ok {
            let what = "it does not compile; begin with the first error above.";
            return Ok(Err(Fault::plain(what)));
        }
        for (judge, filter) in judges {
            let said = said(&built, card, judge, &filter)?;
            if !said.ok {
                return Ok(Err(fault_of(card, judge, &said)));
            }
            match said.passed() {
                0 => return Err(format!("no test {filter}... judges it").into()),
                passed => by.push((judge, passed)),
            }
        }
    }
    Ok(Ok(counted(&by)))
}

/// Does it use what loom cannot see?
fn outside_the_seam(desk: &Desk, card: &Card) -> Result<Option<String>, String> {
    let text = desk.text(card)?;
    // Where ours has it too, it is meant.
    let meant = std_names(&starter::pristine(&desk.root, card)?);
    let past = std_names(&text).into_iter().find(|name| {
        let mut meant = meant.iter();
        !meant.any(|ours| ours.module == name.module)
    });
    Ok(past.map(|name| {
        let (line, theirs, ours) = (name.line, name.path(), name.ours());
        format!("line {line} names `{theirs}`, which loom cannot see; say `{ours}`.")
    }))
}

/// Test targets that are built by one call of cargo, and who judges then: which of their tests.
struct Round {
    targets: &'static [&'static str],
    judges: Vec<(Judge, String)>,
}

/// Who judges a card, the cheapest first.
fn rounds(card: &Card) -> Vec<Round> {
    let own = |judge, which: &str| (judge, format!("{}{which}", card.module()));
    let only = |judges| {
        let targets = &[TARGET];
        vec![Round { targets, judges }]
    };
    match card.kind {
        Kind::Find => only(vec![own(Judge::Model, "")]),
        Kind::Predict => only(vec![own(Judge::Answer, "")]),
        // First on our source: a model that fails there says nothing of the bug.
        Kind::Break => only(vec![
            own(Judge::OnSource, "the_source_passes"),
            own(Judge::OnBug, "on_the_bug::"),
        ]),
        Kind::Build => {
            let steps = 1..=card.steps.len();
            let steps = steps.map(|step| own(Judge::Step, &format!("step_{step}_")));
            let mut rounds = only(steps.collect());
            let all = [Judge::Behaviour, Judge::Property, Judge::Model];
            let all = all.map(|judge| (judge, String::new()));
            rounds.push(Round {
                targets: &["behaviour", "loom"],
                judges: all.into(),
            });
            rounds
        }
    }
}

/// `cargo test --no-run` of these targets, with the card's feature on.
fn test(root: &Path, card: &Card, targets: &[&str]) -> Command {
    let mut cargo = cargo();
    cargo
        .args(["test", "--no-run", "--package", &card.package()])
        .args(["--features", &card.feature()])
        .args(targets.iter().flat_map(|target| ["--test", target]))
        .current_dir(root);
    if !io::stderr().is_terminal() {
        cargo.arg("--quiet");
    }
    cargo
}

/// Has the judge look, aloud.
fn said(built: &Built, card: &Card, judge: Judge, filter: &str) -> Result<Said, Box<dyn Error>> {
    let target = judge.target(card);
    let tests = built.test(&card.folder, target);
    let tests = tests.ok_or_else(|| format!("{} has no test target {target}", card.package()))?;
    let said = match judge {
        Judge::Model => each_alone(tests, filter)?,
        // One by one: a step that is not done may leave threads behind.
        Judge::Step => aloud(&mut tests.command([filter, "--test-threads=1"]))?,
        Judge::Behaviour => aloud(&mut tests.command(["--skip", "properties::"]))?,
        Judge::Property => aloud(&mut tests.command(["properties::"]))?,
        Judge::Answer | Judge::OnSource | Judge::OnBug => aloud(&mut tests.command([filter]))?,
    };
    Ok(said)
}
