//! Who judges an exercise, and in which order; and has them judge.

use std::error::Error;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use toolbox::card::{Card, Kind, TARGET};
use toolbox::cargo::{build, cargo};
use toolbox::limited::End;
use toolbox::models::groups;
use toolbox::program::print;
use toolbox::workspace::read;

use super::desk::Desk;
use super::judge::Judge;
use super::run::{Told, each_alone, listed};

/// Is the verdict no longer wanted?
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Test targets that are built by one call of cargo, and who judges then: the arguments that
/// choose their tests.
pub struct Round {
    targets: &'static [&'static str],
    judges: Vec<(Judge, Vec<String>)>,
}

impl Round {
    /// Is the reader's file built over loom, and not over std?
    pub fn over_loom(&self) -> bool {
        self.targets == ["loom"]
    }
}

/// Who judges a card, one of `cards`. Models come before plain tests: a schedule says more than a
/// hang. Before the models come the steps of what is built, for a step that is not written passes
/// none. What is to be mended is whole.
pub fn rounds(card: &Card, cards: &[Card]) -> Vec<Round> {
    let one = |targets, judges| Round { targets, judges };
    let only = |judge| vec![one(&[TARGET], vec![(judge, vec![card.module()])])];
    match card.kind {
        Kind::Predict => only(Judge::Answer),
        Kind::Break => only(Judge::Verdict),
        Kind::Build | Kind::Find => {
            let plain = |judge, first: &[&str]| {
                let skip = card
                    .without
                    .iter()
                    .flat_map(|name| ["--skip", name.as_str()]);
                let args = first.iter().copied().chain(skip);
                (judge, args.map(str::to_owned).collect())
            };
            let plain = vec![
                plain(Judge::Property, &["properties::"]),
                plain(Judge::Behaviour, &["--skip", "properties::"]),
            ];
            let steps = card.built(cards).map(|built| {
                let all = 1..=built.steps.len();
                let step = |step| vec![format!("{}step_{step}_", built.module())];
                one(&[TARGET], all.map(|n| (Judge::Step, step(n))).collect())
            });
            let mut rounds: Vec<_> = steps.into_iter().collect();
            rounds.push(models());
            if card.kind == Kind::Find {
                rounds.reverse();
            }
            rounds.push(one(&["behaviour"], plain));
            rounds
        }
    }
}

/// All models of a chapter.
pub fn models() -> Round {
    Round {
        targets: &["loom"],
        judges: vec![(Judge::Model, Vec::new())],
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

/// What a round came to.
pub enum Heard {
    Passed(Vec<(Judge, usize)>),
    Failed(Judge, Told),
    DoesNotCompile,
}

/// Builds what a round needs, and has them judge.
pub fn judged(
    desk: &Desk,
    card: &Card,
    round: &Round,
    stop: Stop<'_>,
) -> Result<Heard, Box<dyn Error>> {
    let built = build(test(&desk.root, card, round.targets).stderr(Stdio::inherit()))?;
    if !built.ok {
        return Ok(Heard::DoesNotCompile);
    }
    let mut by = Vec::new();
    for (judge, chosen) in &round.judges {
        let target = judge.target(card);
        let tests = built.test(&card.folder, target);
        let tests =
            tests.ok_or_else(|| format!("{} has no test target {target}", card.package()))?;
        let mut names = listed(tests, chosen)?;
        if *judge == Judge::Model && !card.models.is_empty() {
            let groups = groups(&read(&desk.root, &card.folder.join("tests/loom.rs"))?);
            let mine = |name: &String| {
                let mut groups = groups.iter().filter(|(_, model)| model == name);
                groups.any(|(group, _)| card.models.contains(group))
            };
            names.retain(mine);
        }
        if names.is_empty() {
            return Err(format!("no test {} judges it", chosen.join(" ")).into());
        }
        let begin = Instant::now();
        match each_alone(tests, &names, *judge, stop)? {
            Ok(all) => {
                let worth = all.iter().map(|told| judge.worth(&told.ran.text)).sum();
                by.push((*judge, worth));
                let (count, seconds) = (judge.count(worth), begin.elapsed().as_secs_f64());
                print(&format!("{count}: ok, {seconds:.1} s\n"))?;
            }
            Err(told) if told.ran.end == End::Stopped => return Err("stopped".into()),
            Err(told) => return Ok(Heard::Failed(*judge, told)),
        }
    }
    Ok(Heard::Passed(by))
}
