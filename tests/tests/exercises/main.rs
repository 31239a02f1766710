//! The exercises keep their word: each starter compiles and fails where it should, each step
//! is decided by its own tests, each solution passes and each wrong one is rejected.
//!
//! All that needs another text in a chapter runs in a copy of the workspace (`scratch.rs`), by
//! the same commands as on a reader's desk. So a reader's own files are never touched, and
//! whether they are solved decides nothing here.

#[path = "../../../chapters/00_workshop/src/exercises/cards.rs"]
mod cards;
#[path = "../../../chapters/00_workshop/src/exercises/starter.rs"]
mod starter;

mod files;
mod puzzles;
mod scratch;
mod steps;
mod wrong;

use std::path::{Path, PathBuf};

use cards::{Card, Kind};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

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
