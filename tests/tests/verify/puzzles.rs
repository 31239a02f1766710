//! The smaller exercises: unsolved they fail, and for the stated reason; solved they pass.
//!
//! A prediction and a model are modules of their chapter's one executable; what is to be mended
//! stands in the place of our source. So one call of cargo builds all of a sort of all chapters, and
//! then they run side by side.

use toolbox::card::{Card, Kind, TARGET};
use toolbox::said::Said;
use toolbox::side_by_side;

use super::scratch::{Scratch, scratch};
use super::{all, left_out, none, of_kind, said};

/// Those that stand beside our sources.
fn beside() -> Vec<Card> {
    let beside = |card: &Card| matches!(card.kind, Kind::Predict | Kind::Break);
    all().into_iter().filter(beside).collect()
}

/// Writes a text for each card, builds these test targets of them all, and has `judge` look at what
/// their tests say: `tests` has a target and a filter for each run.
fn each(
    cards: &[Card],
    targets: &[&str],
    text: impl Fn(&Scratch, &Card) -> String,
    tests: impl Fn(&Card) -> Vec<(&'static str, String)> + Sync,
    judge: impl Fn(&Card, Said) -> Option<String> + Sync,
) {
    let scratch = scratch();
    let _turns = scratch.whole();
    for card in cards {
        scratch.write(card, &text(scratch, card));
    }
    let of_all: Vec<&Card> = cards.iter().collect();
    let built = scratch.build(&of_all, targets);
    for card in cards {
        scratch.write(card, &scratch.begun(card, 0));
    }
    assert!(
        built.ok && built.said.is_empty(),
        "errors or warnings\n{}",
        built.said
    );
    let found = side_by_side::all(cards, |card| {
        let judged = tests(card).into_iter().filter_map(|(target, filter)| {
            let tests = built.test(&card.folder, target);
            let tests = tests.unwrap_or_else(|| panic!("{} has no {target}", card.name));
            judge(
                card,
                said(&mut tests.command([filter.as_str(), "--test-threads=1"])),
            )
        });
        judged.collect::<Vec<_>>()
    });
    none(&found.concat());
}

/// Its own tests.
fn own(card: &Card) -> Vec<(&'static str, String)> {
    vec![(TARGET, card.module())]
}

/// The model that fails while the mistake is there. Others may pass for a long time.
fn model(card: &Card) -> Vec<(&'static str, String)> {
    let model = card.fails.clone();
    vec![("loom", model.expect("it is read with its model"))]
}

fn unsolved(reason: impl Fn(&Card) -> String) -> impl Fn(&Card, Said) -> Option<String> {
    move |card, said| {
        let ran = said.verdicts().next().is_some();
        let told = said.text.contains(&reason(card));
        (said.ok || !ran || !told).then(|| format!("{} unsolved:\n{}", card.name, said.text))
    }
}

fn solved(card: &Card, said: Said) -> Option<String> {
    (!said.ok || said.passed() == 0).then(|| format!("{} solved:\n{}", card.name, said.text))
}

fn begun(scratch: &Scratch, card: &Card) -> String {
    scratch.begun(card, 0)
}

fn done(scratch: &Scratch, card: &Card) -> String {
    scratch.read(&card.solution)
}

#[test]
fn unsolved_each_fails_for_its_reason() {
    if left_out() {
        return;
    }
    let reason = |card: &Card| match card.kind {
        Kind::Predict => "have no answer yet".to_owned(),
        _ => "there is no model yet (not yet implemented: write the model)".to_owned(),
    };
    each(&beside(), &[TARGET], begun, own, unsolved(reason));
    let fails = |card: &Card| card.fails.clone().unwrap_or_default();
    each(
        &of_kind(Kind::Find),
        &["loom"],
        begun,
        model,
        unsolved(fails),
    );
}

#[test]
fn solved_each_passes() {
    if left_out() {
        return;
    }
    each(&beside(), &[TARGET], done, own, solved);
    // What is mended as ours is faces that model, and the steps of the piece.
    let cards = all();
    let tests = |card: &Card| {
        let built = card.built(&cards).into_iter().flat_map(own);
        model(card).into_iter().chain(built).collect()
    };
    each(&of_kind(Kind::Find), &["loom", TARGET], done, tests, solved);
}

/// All right but one is wrong, whichever it is.
#[test]
fn one_wrong_answer_is_enough_to_fail() {
    if left_out() {
        return;
    }
    for (right, wrong) in [("Some(true)", "Some(false)"), ("Some(false)", "Some(true)")] {
        let text = |scratch: &Scratch, card: &Card| {
            let solution = scratch.read(&card.solution);
            let (docs, answers) = solution.split_once("ANSWERS").expect("it has answers");
            format!("{docs}ANSWERS{}", answers.replacen(right, wrong, 1))
        };
        let judge = |card: &Card, said: Said| {
            let told = said.text.contains("answers are wrong");
            (said.ok || !told).then(|| format!("{}: {wrong} for {right}\n{}", card.name, said.text))
        };
        each(&of_kind(Kind::Predict), &[TARGET], text, own, judge);
    }
}
