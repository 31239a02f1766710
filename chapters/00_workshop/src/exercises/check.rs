//! `check NAME`: who judges, and in which order. What it tells is in `verdict.rs`.

use std::error::Error;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use toolbox::args::Named;
use toolbox::card::{Card, Kind, TARGET};
use toolbox::cargo::{build, cargo};
use toolbox::fence::beyond;
use toolbox::limited::End;
use toolbox::program::{Done, print};
use toolbox::starter;
use toolbox::std_names::std_names;

use super::desk::Desk;
use super::run::{LIMITS, Told, each_alone, listed};
use super::terminal::{bold, green, red};
use super::verdict::{Fault, Judge, counted, fault_of};
use crate::explain::{Model, columns, explain};

pub fn run(args: &[String]) -> Done {
    let named = Named::read("check", args, &[])?;
    let mut desk = Desk::open()?;
    let name = desk.find(named.name.as_deref())?.name.clone();
    check(&mut desk, &name, &|| false)
}

/// # Errors
///
/// One sentence, if it is not solved, or if it was to `stop`.
pub fn check(desk: &mut Desk, name: &str, stop: &(dyn Fn() -> bool + Sync)) -> Done {
    let card = desk.find(Some(name))?;
    desk.begin(card)?;
    match judge(desk, card, stop)? {
        Ok(by) => {
            // What fails later takes nothing away: it was solved.
            desk.progress.solve(name, &by)?;
            print(&format!(
                "\n{} {name} is solved, by {by}.\n\
                 `cargo run -- solution {name}` shows how we did it, `next` what comes next.\n",
                green("Well done:")
            ))
        }
        Err(Fault { what, said }) => {
            print(&said)?;
            Err(format!("{} {what}", red("not yet:")).into())
        }
    }
}

type Verdict<T> = Result<Result<T, Fault>, Box<dyn Error>>;

/// By what it is solved (`9 steps, 14 models`), or why not.
fn judge(desk: &Desk, card: &Card, stop: &(dyn Fn() -> bool + Sync)) -> Verdict<String> {
    if let Some(what) = beyond_the_exercise(desk, card)? {
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
        for (judge, chosen) in judges {
            let target = judge.target(card);
            let tests = built.test(&card.folder, target);
            let tests =
                tests.ok_or_else(|| format!("{} has no test target {target}", card.package()))?;
            let names = listed(tests, &chosen)?;
            if names.is_empty() {
                return Err(format!("no test {} judges it", chosen.join(" ")).into());
            }
            let begin = Instant::now();
            match each_alone(tests, &names, LIMITS, stop)? {
                Ok(all) => {
                    let worth = all.iter().map(|told| judge.worth(&told.ran.text)).sum();
                    by.push((judge, worth));
                    let (count, seconds) = (judge.count(worth), begin.elapsed().as_secs_f64());
                    print(&format!("{count}: ok, {seconds:.1} s\n"))?;
                }
                Err(told) if told.ran.end == End::Stopped => return Err("stopped".into()),
                Err(told) => return Ok(Err(fault(card, judge, &told))),
            }
        }
    }
    Ok(Ok(counted(&by)))
}

/// What failed, with the schedule if it has one.
fn fault(card: &Card, judge: Judge, told: &Told) -> Fault {
    let Told { test, ran } = told;
    let table = judge.has_schedule(ran).then(|| {
        explain(&Model {
            package: &card.package(),
            features: &[&card.feature()],
            target: judge.target(card),
            test: Some(test),
        })
    });
    let table = table.and_then(Result::ok);
    let mut fault = fault_of(card, judge, test, ran, table.as_ref());
    let (title, said) = match &table {
        Some(table) => ("How it fails:", table.text(columns())),
        None => ("What it said:", fault.said),
    };
    fault.said = match said.is_empty() {
        true => String::new(),
        false => format!("\n{}\n{said}\n", bold(title)),
    };
    fault
}

/// Does it use what loom cannot see, or what tells where it runs?
fn beyond_the_exercise(desk: &Desk, card: &Card) -> Result<Option<String>, String> {
    let text = desk.text(card)?;
    // Where ours has it too, it is meant.
    let ours = starter::pristine(&desk.root, card)?;
    let (meant, past) = (std_names(&ours), std_names(&text));
    let past = past
        .into_iter()
        .find(|name| meant.iter().all(|ours| ours.module != name.module));
    if let Some(name) = past {
        let (line, theirs, ours) = (name.line, name.path(), name.ours());
        return Ok(Some(format!(
            "line {line} names `{theirs}`, which loom cannot see; say `{ours}`."
        )));
    }
    let meant = beyond(&ours, card.kind);
    let mut found = beyond(&text, card.kind).into_iter();
    let found = found.find(|one| meant.iter().all(|ours| ours.what != one.what));
    Ok(found.map(|one| format!("line {} has `{}`, {}.", one.line, one.what, one.why)))
}

/// Test targets that are built by one call of cargo, and who judges then: the arguments that
/// choose their tests.
struct Round {
    targets: &'static [&'static str],
    judges: Vec<(Judge, Vec<String>)>,
}

/// Who judges a card. Models come before plain tests: a schedule says more than a hang.
fn rounds(card: &Card) -> Vec<Round> {
    let own = |judge, which: &str| (judge, vec![format!("{}{which}", card.module())]);
    let of = |judge, args: &[&str]| (judge, args.iter().map(|&arg| arg.to_owned()).collect());
    let one = |targets, judges| Round { targets, judges };
    let only = |judge| vec![one(&[TARGET], vec![own(judge, "")])];
    match card.kind {
        Kind::Find => only(Judge::Model),
        Kind::Predict => only(Judge::Answer),
        Kind::Break => only(Judge::Verdict),
        Kind::Build => {
            let steps = 1..=card.steps.len();
            let steps = steps.map(|step| own(Judge::Step, &format!("step_{step}_")));
            let plain = vec![
                of(Judge::Property, &["properties::"]),
                of(Judge::Behaviour, &["--skip", "properties::"]),
            ];
            vec![
                one(&[TARGET], steps.collect()),
                one(&["loom"], vec![of(Judge::Model, &[])]),
                one(&["behaviour"], plain),
            ]
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
