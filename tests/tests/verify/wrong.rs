//! Programs that look right and are not: `workshop check` rejects each, and says why.

use std::fs;
use std::path::PathBuf;

use seam::tree::root;
use toolbox::card::Card;
use toolbox::side_by_side;

use super::scratch::{Scratch, scratch};
use super::{all, chapters_without, left_out, none, said, workshop};

/// `// Rejected by: model every_task_runs_once`. A plain test may need luck, and then `or` names
/// what needs none.
const REASON: &str = "// Rejected by: ";

/// What is wrong with how `check` rejects `text`, and the words for it in its first line.
fn fault(scratch: &Scratch, card: &Card, text: &str) -> Option<String> {
    let name = &card.name;
    let first = text.lines().next()?;
    let Some(reason) = first.strip_prefix(REASON) else {
        return Some(format!("{name} does not say {REASON:?}"));
    };
    scratch.write(card, text);
    let said = said(scratch.at_home(workshop().args(["check", name])));
    scratch.write(card, &scratch.begun(card, 0));
    let mut lines = said.text.lines();
    let verdict = lines.rfind(|line| line.starts_with("workshop: not yet: "));
    let told = verdict.unwrap_or_default();
    let says = |one: &str| one.split(' ').all(|word| told.contains(word));
    let as_expected = !said.ok && reason.split(" or ").any(says);
    (!as_expected).then(|| format!("{name}: {reason:?} expected, but {told:?}\n{}", said.text))
}

#[test]
fn every_wrong_solution_is_rejected_by_what_it_names() {
    if left_out() {
        return;
    }
    let entries = fs::read_dir(root().join("tests/wrong_solutions")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let cards = all();
    let (mut wrong, mut faults) = (Vec::new(), Vec::new());
    for path in &paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        // `queue_4.rs`, or `queue_4__one_more_mistake.rs`.
        let exercise = name.split("__").next().unwrap_or_default();
        match cards.iter().find(|card| card.name == exercise) {
            Some(card) => wrong.push((card, fs::read_to_string(path).unwrap())),
            None => faults.push(format!("{name} is no exercise")),
        }
    }
    let found = side_by_side::all(&wrong, |(card, text)| {
        let scratch = scratch();
        let _turn = scratch.turn(card.chapter);
        fault(scratch, card, text)
    });
    faults.extend(found.into_iter().flatten());
    let has = |chapter| wrong.iter().any(|(card, _)| card.chapter == chapter);
    faults.extend(chapters_without("no wrong solution", has));
    none(&faults);
}
