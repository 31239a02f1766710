//! The smaller exercises: unsolved they fail, and for the stated reason; solved they pass.

use super::cards::{Card, Kind};
use super::scratch::{Scratch, has_warnings};
use super::{all, none};

fn small() -> impl Iterator<Item = Card> {
    all().into_iter().filter(|card| card.kind != Kind::Build)
}

#[test]
fn unsolved_each_fails_for_its_reason() {
    let scratch = Scratch::new();
    let mut faults = Vec::new();
    for card in small() {
        let model = card.fails.clone().unwrap_or_default();
        let (harness, reasons): (&[&str], &[&str]) = match card.kind {
            // Only this one, which fails in a moment: others may pass for a long time.
            Kind::Find => (&["--exact", &model, "--test-threads=1"], &[&model]),
            Kind::Predict => (&[], &["have no answer yet"]),
            _ => (
                &[],
                &[
                    "there is no model yet",
                    "not yet implemented: write the model",
                ],
            ),
        };
        let said = scratch.test(&card, &card.targets(), harness);
        let compiled = said.text.contains("running 1 test");
        let told = reasons.iter().all(|reason| said.text.contains(reason));
        if said.ok || !compiled || !told || has_warnings(&said) {
            faults.push(format!("{} unsolved:\n{}", card.name, said.text));
        }
    }
    none(&faults);
}

#[test]
fn solved_each_passes() {
    let scratch = Scratch::new();
    let mut faults = Vec::new();
    for card in small() {
        scratch.write(&card, &scratch.read(&card.solution));
        let said = scratch.test(&card, &card.targets(), &[]);
        if !said.ok || has_warnings(&said) {
            faults.push(format!("{} solved:\n{}", card.name, said.text));
        }
    }
    none(&faults);
}

/// All right but one is wrong, whichever it is.
#[test]
fn one_wrong_answer_is_enough_to_fail() {
    let scratch = Scratch::new();
    let mut faults = Vec::new();
    for card in super::of_kind(Kind::Predict) {
        let solution = scratch.read(&card.solution);
        let (docs, answers) = solution.split_once("ANSWERS").expect("it has answers");
        for (right, wrong) in [("Some(true)", "Some(false)"), ("Some(false)", "Some(true)")] {
            scratch.write(
                &card,
                &format!("{docs}ANSWERS{}", answers.replacen(right, wrong, 1)),
            );
            let said = scratch.test(&card, &card.targets(), &[]);
            if said.ok || !said.text.contains("answers are wrong") {
                faults.push(format!("{}: {wrong} for {right}\n{}", card.name, said.text));
            }
        }
    }
    none(&faults);
}
