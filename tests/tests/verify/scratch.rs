//! A copy of the workspace in which files may be changed, with a target directory of its own.
//!
//! Builds take turns (cargo sees to that), and what was built runs meanwhile. A test changes the
//! files of a chapter while it holds that chapter's lock; so chapters go on side by side.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use seam::tree::root;
use toolbox::card::Card;
use toolbox::cargo::{self, Built};
use toolbox::starter;

/// More than there are chapters.
const MOST: usize = 32;

pub struct Scratch {
    root: PathBuf,
    /// Each protects the exercises of a chapter, and what is built with them: one test at a
    /// time has them.
    chapters: [Mutex<()>; MOST],
}

/// Who has a chapter, or all of them.
pub type Turn = MutexGuard<'static, ()>;

/// The copy, as the workspace is now, with every exercise as it begins.
pub fn scratch() -> &'static Scratch {
    static SCRATCH: OnceLock<Scratch> = OnceLock::new();
    SCRATCH.get_or_init(|| {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verify");
        for part in ["Cargo.toml", "Cargo.lock", "chapters", "tests"] {
            copied(&root().join(part), &copy.join(part));
        }
        let scratch = Scratch {
            root: copy,
            chapters: [const { Mutex::new(()) }; MOST],
        };
        for card in super::all() {
            scratch.write(&card, &scratch.begun(&card, 0));
        }
        let _ = fs::remove_file(scratch.root.join(".workshop"));
        scratch
    })
}

impl Scratch {
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Waits for its turn. A test that panicked with it has left the exercise of another text:
    /// every test writes what it needs before it builds.
    pub fn turn(&'static self, chapter: u32) -> Turn {
        let lock = &self.chapters[chapter as usize];
        lock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For what needs all chapters: each in turn, so that two such never wait for each other.
    pub fn whole(&'static self) -> Vec<Turn> {
        (0..MOST as u32).map(|chapter| self.turn(chapter)).collect()
    }

    /// The text of an exercise after `done` steps.
    pub fn begun(&self, card: &Card, done: usize) -> String {
        let text = starter::filled(&self.root, card, done);
        text.unwrap_or_else(|why| panic!("{why}"))
    }

    pub fn read(&self, path: &Path) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|why| panic!("{path:?}: {why}"))
    }

    /// Puts `text` where the reader writes.
    pub fn write(&self, card: &Card, text: &str) {
        write(&self.root.join(&card.file), text.as_bytes());
    }

    /// These test targets (none: all) of the cards' packages, with the cards' features, by one
    /// call of cargo.
    pub fn build(&self, cards: &[&Card], targets: &[&str]) -> Built {
        let mut cargo = self.cargo_test(cards);
        cargo
            .arg("--no-run")
            .args(targets.iter().flat_map(|target| ["--test", target]));
        cargo::build(&mut cargo).expect("cargo runs us, so it is there")
    }

    /// `cargo test` of the cards' packages, with their features.
    pub fn cargo_test(&self, cards: &[&Card]) -> Command {
        let packages = cards
            .iter()
            .map(|card| format!("--package={}", card.package()));
        let features = cards
            .iter()
            .map(|card| format!("{}/{}", card.package(), card.feature()));
        let features: Vec<_> = features.collect();
        let mut cargo = cargo::cargo();
        self.at_home(&mut cargo)
            .args(["test", "--locked", "--quiet"])
            .args(packages)
            .args(["--features", &features.join(",")]);
        cargo
    }

    /// In the copy, with the copy's target directory.
    pub fn at_home<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUST_BACKTRACE")
            // Of the cargo that runs us: they would name another package.
            .env_remove("CARGO_MANIFEST_DIR")
    }
}

/// Copies what differs, so that cargo builds only that again; and removes what is gone.
fn copied(from: &Path, to: &Path) {
    if from.is_file() {
        return write(to, &fs::read(from).unwrap());
    }
    fs::create_dir_all(to).unwrap();
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name())
            .collect::<Vec<_>>()
    };
    let here = names(from);
    for gone in names(to).iter().filter(|name| !here.contains(name)) {
        let gone = to.join(gone);
        let removed = match gone.is_dir() {
            true => fs::remove_dir_all(&gone),
            false => fs::remove_file(&gone),
        };
        removed.unwrap();
    }
    for name in here {
        copied(&from.join(&name), &to.join(&name));
    }
}

fn write(path: &Path, text: &[u8]) {
    if fs::read(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, text).unwrap();
    }
}
