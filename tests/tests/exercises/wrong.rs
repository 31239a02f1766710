//! Programs that look right and are not: `workshop check` rejects each, and says why.

use std::fs;

use super::scratch::Scratch;
use super::{all, chapters_without, none, root};

/// `// Rejected by: model every_task_runs_once`. A plain test may need luck, and then `or` names
/// what needs none.
const REASON: &str = "// Rejected by: ";

#[test]
fn every_wrong_solution_is_rejected_by_what_it_names() {
    let scratch = Scratch::new();
    let cards = all();
    let mut entries: Vec<_> = fs::read_dir(root().join("tests/wrong_solutions"))
        .unwrap()
        .collect();
    entries.sort_by_key(|entry| entry.as_ref().unwrap().file_name());
    let mut faults = Vec::new();
    let mut chapters = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let Some(card) = cards.iter().find(|card| card.name == name) else {
            faults.push(format!("{name} is no exercise"));
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        let reason = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix(REASON));
        let Some(reason) = reason else {
            faults.push(format!("{name} does not say {REASON:?}"));
            continue;
        };
        scratch.write(card, &text);
        let said = scratch.cargo(&[
            "run", "--locked", "-q", "-p", "workshop", "--", "check", &name,
        ]);
        scratch.write(card, &scratch.begun(card, 0));
        let verdict = said
            .text
            .lines()
            .rfind(|line| line.starts_with("workshop: not yet: "));
        let told = verdict.unwrap_or_default();
        let says = |one: &str| one.split(' ').all(|word| told.contains(word));
        if said.ok || !reason.split(" or ").any(says) {
            faults.push(format!(
                "{name}: {reason:?} expected, but {told:?}\n{}",
                said.text
            ));
        }
        chapters.push(card.chapter);
    }
    faults.extend(chapters_without("no wrong solution", |chapter| {
        chapters.contains(&chapter)
    }));
    none(&faults);
}
