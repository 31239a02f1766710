//! The smaller exercises: unsolved they fail, and for the stated reason; solved they pass.
//!
//! Each is a module of its chapter's one executable. So one call of cargo builds all of all
//! chapters, and then they run side by side.

use toolbox::card::{Card, Kind, TARGET};
use toolbox::said::Said;
use toolbox::side_by_side;

use super::scratch::{Scratch, scratch};
use super::{all, left_out, none, of_kind, said};

fn small() -> Vec<Card> {
    all()
        .into_iter()
        .filter(|card| card.kind != Kind::Build)
        .collect()
}

/// Writes a text for each card, builds them all, and has `judge` look at what the tests that
/// `filter` names say.
fn each(
    cards: &[Card],
    text: impl Fn(&Scratch, &Card) -> String,
    filter: impl Fn(&Card) -> String + Sync,
    judge: impl Fn(&Card, Said) -> Option<String> + Sync,
) {
    let scratch = scratch();
    let _turns = scratch.whole();
    for card in cards {
        scratch.write(card, &text(scratch, card));
    }
    let of_all: Vec<&Card> = cards.iter().collect();
    let built = scratch.build(&of_all, &[TARGET]);
    for card in cards {
        scratch.write(card, &scratch.begun(card, 0));
    }
    assert!(
        built.ok && built.said.is_empty(),
        "errors or warnings\n{}",
        built.said
    );
    let found = side_by_side::all(cards, |card| {
        let tests = built.test(&card.folder, TARGET);
        let tests = tests.unwrap_or_else(|| panic!("{} is not built", card.name));
        judge(
            card,
            said(&mut tests.command([filter(card), "--test-threads=1".to_owned()])),
        )
    });
    none(&found.into_iter().flatten().collect::<Vec<_>>());
}

#[test]
fn unsolved_each_fails_for_its_reason() {
    if left_out() {
        return;
    }
    let judge = |card: &Card, said: Said| {
        let model = card.fails.clone().unwrap_or_default();
        let reasons: &[&str] = match card.kind {
            Kind::Find => &[&model],
            Kind::Predict => &["have no answer yet"],
            _ => &["there is no model yet (not yet implemented: write the model)"],
        };
        let ran = said.verdicts().next().is_some();
        let told = reasons.iter().all(|reason| said.text.contains(reason));
        (said.ok || !ran || !told).then(|| format!("{} unsolved:\n{}", card.name, said.text))
    };
    // Of a bug only the model that fails on it, in a moment: others may pass for a long time.
    let filter = |card: &Card| card.module() + card.fails.as_deref().unwrap_or_default();
    each(
        &small(),
        |scratch, card| scratch.begun(card, 0),
        filter,
        judge,
    );
}

#[test]
fn solved_each_passes() {
    if left_out() {
        return;
    }
    each(
        &small(),
        |scratch, card| scratch.read(&card.solution),
        Card::module,
        |card, said| {
            (!said.ok || said.passed() == 0)
                .then(|| format!("{} solved:\n{}", card.name, said.text))
        },
    );
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
        each(&of_kind(Kind::Predict), text, Card::module, judge);
    }
}
