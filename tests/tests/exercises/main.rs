//! The exercises keep their word: each starter compiles and fails where it should, each step
//! is decided by its own tests, each solution passes and each wrong one is rejected.
//!
//! All that needs another text in a chapter runs in a copy of the workspace (`scratch.rs`), by
//! the same commands as on a reader's desk. So a reader's own files are never touched, and
//! whether they are solved decides nothing here.

#[path = "../../../chapters/00_workshop/src/exercises/cards.rs"]
mod cards;
#[path = "../../../chapters/00_workshop/src/exercises/said.rs"]
#[allow(dead_code, reason = "the workshop needs more of it")]
mod said;
#[path = "../../../chapters/00_workshop/src/exercises/starter.rs"]
mod starter;

mod files;
mod puzzles;
mod scratch;
mod steps;
mod wrong;

use cards::{Card, Kind};
use seam::tree::{self, root};

fn all() -> Vec<Card> {
    cards::all(&root()).unwrap_or_else(|why| panic!("{why}"))
}

fn of_kind(kind: Kind) -> Vec<Card> {
    all().into_iter().filter(|card| card.kind == kind).collect()
}

/// What was found wrong, a line each.
#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The chapters that have nothing of something, a line each.
fn chapters_without(what: &str, has: impl Fn(u32) -> bool) -> Vec<String> {
    let chapters = tree::chapters();
    assert!(chapters.len() >= 11);
    let numbers = chapters.iter().map(|folder| tree::number(folder));
    let without = numbers.filter(|chapter| !has(*chapter));
    without
        .map(|chapter| format!("chapter {chapter} has {what}"))
        .collect()
}
