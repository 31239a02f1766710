//! Programs that look right and are not: `workshop check` rejects each, and says why.

use std::collections::HashMap;
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

/// What is wrong with how `check` takes one that is right, though it is not ours.
fn refused(scratch: &Scratch, card: &Card, text: &str) -> Option<String> {
    scratch.write(card, text);
    let said = said(scratch.at_home(workshop().args(["check", &card.name])));
    scratch.write(card, &scratch.begun(card, 0));
    let solved = format!("{} is solved", card.name);
    (!said.ok || !said.text.contains(&solved)).then(|| format!("{}: {}", card.name, said.text))
}

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

/// The cards and texts of a folder: a file `queue_4.rs`, or `queue_4__another.rs`, is about
/// `queue_4`. And what is about nothing.
fn about<'a>(folder: &str, cards: &'a [Card]) -> (Vec<(&'a Card, String)>, Vec<String>) {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for path in paths.iter().filter(|path| path.is_file()) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = stem.split("__").next().unwrap_or_default();
        match cards.iter().find(|card| card.name == name) {
            Some(card) => found.push((card, fs::read_to_string(path).unwrap())),
            None => faults.push(format!("{name} is no exercise")),
        }
    }
    // One of each chapter, then the next one of each: two of one chapter would wait for each other.
    let mut counts = HashMap::new();
    found.sort_by_cached_key(|(card, _)| {
        let count = counts.entry(card.chapter).or_insert(0);
        *count += 1;
        *count
    });
    (found, faults)
}

#[test]
fn every_wrong_solution_is_rejected_by_what_it_names() {
    if left_out() {
        return;
    }
    let cards = all();
    let (wrong, mut faults) = about("tests/wrong_solutions", &cards);
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

#[test]
fn what_is_right_and_written_otherwise_is_taken() {
    if left_out() {
        return;
    }
    let cards = all();
    let (right, mut faults) = about("tests/solutions/otherwise", &cards);
    assert!(right.len() >= 10, "only {} of them", right.len());
    let found = side_by_side::all(&right, |(card, text)| {
        let scratch = scratch();
        let _turn = scratch.turn(card.chapter);
        refused(scratch, card, text)
    });
    faults.extend(found.into_iter().flatten());
    none(&faults);
}
