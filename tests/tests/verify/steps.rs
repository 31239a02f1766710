//! The exercises that are built step by step.

use std::collections::BTreeMap;

use toolbox::card::{Card, Kind, TARGET};
use toolbox::side_by_side;

use super::scratch::{Scratch, scratch};
use super::{left_out, listed, none, of_kind, said};

/// Chapters side by side, the cards of each one after the other.
fn chapter_by_chapter(faults: impl Fn(&Scratch, &Card) -> Vec<String> + Sync) {
    let mut by_chapter: BTreeMap<u32, Vec<Card>> = BTreeMap::new();
    for card in of_kind(Kind::Build) {
        by_chapter.entry(card.chapter).or_default().push(card);
    }
    let by_chapter: Vec<_> = by_chapter.into_iter().collect();
    let found = side_by_side::all(&by_chapter, |(chapter, cards)| {
        let scratch = scratch();
        let _turn = scratch.turn(*chapter);
        let mut found = Vec::new();
        for card in cards {
            found.extend(faults(scratch, card));
            scratch.write(card, &scratch.begun(card, 0));
        }
        found
    });
    none(&found.concat());
}

/// With the first `done` steps filled in by ours, their tests pass, and those of the next step
/// fail because it is a `todo!`. The tests of later steps may do what they like.
fn faults(scratch: &Scratch, card: &Card, done: usize) -> Vec<String> {
    scratch.write(card, &scratch.begun(card, done));
    let built = scratch.build(&[card], &[TARGET]);
    let begin = format!("{} after {done} steps: ", card.name);
    let Some(tests) = built
        .test(&card.folder, TARGET)
        .filter(|_| built.ok && built.said.is_empty())
    else {
        return vec![format!(
            "{begin}it does not compile, or not without warnings\n{}",
            built.said
        )];
    };
    let next = (done + 1).min(card.steps.len());
    let steps: Vec<_> = (1..=next)
        .map(|step| format!("{}step_{step}_", card.module()))
        .collect();
    let mut run = tests.command(&steps);
    let said = said(run.arg("--test-threads=1"));
    let verdicts = said.verdicts();
    let verdicts: Vec<_> = verdicts
        .map(|(name, verdict)| (name, verdict.ends_with("ok")))
        .collect();
    let fault = |what: String| vec![format!("{begin}{what}\n{}", said.text)];
    for (step, test) in (1..).zip(&steps) {
        let mine = verdicts.iter().filter(|(name, _)| name.starts_with(test));
        let (passed, failed) = mine.partition::<Vec<&(&str, bool)>, _>(|(_, passed)| *passed);
        let expected = match step <= done {
            true => !passed.is_empty() && failed.is_empty(),
            false => passed.is_empty() && !failed.is_empty(),
        };
        if !expected {
            return fault(format!("step {step} is not decided by its own tests"));
        }
    }
    let failed = verdicts.iter().filter(|(_, passed)| !passed).count();
    let todo = format!("not yet implemented: step {next}\n");
    if said.text.matches(&todo).count() < failed {
        return fault(format!("not every failure is at step {next}"));
    }
    Vec::new()
}

#[test]
fn each_step_is_decided_by_its_own_tests() {
    if left_out() {
        return;
    }
    chapter_by_chapter(|scratch, card| {
        let states = 0..=card.steps.len();
        states
            .flat_map(|done| faults(scratch, card, done))
            .collect()
    });
}

/// Nothing passes by itself: the models take the reader's file.
#[test]
fn the_models_take_the_starter() {
    if left_out() {
        return;
    }
    chapter_by_chapter(|scratch, card| {
        scratch.write(card, &scratch.begun(card, 0));
        let built = scratch.build(&[card], &["loom"]);
        let name = &card.name;
        let Some(tests) = built.test(&card.folder, "loom").filter(|_| built.ok) else {
            return vec![format!("{name}: the models do not compile\n{}", built.said)];
        };
        let models = listed(tests, "");
        let reaches_a_step = |model: &String| {
            let said = said(&mut tests.command(["--exact", model, "--test-threads=1"]));
            !said.ok && said.text.contains("not yet implemented: step ")
        };
        match models.iter().any(reaches_a_step) {
            true => Vec::new(),
            false => vec![format!("{name}: no model reaches a step")],
        }
    });
}
