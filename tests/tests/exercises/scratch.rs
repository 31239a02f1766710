//! A copy of the workspace in which files may be changed, with a target directory of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::cards::Card;
use super::root;
use super::said::Said;

/// Protects the copy: one test at a time changes it.
static ALONE: Mutex<()> = Mutex::new(());

pub struct Scratch {
    root: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

impl Scratch {
    /// The copy, as the workspace is now, with every exercise as it begins.
    pub fn new() -> Scratch {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exercises");
        for part in ["Cargo.toml", "Cargo.lock", "chapters", "tests"] {
            copied(&root().join(part), &copy.join(part));
        }
        let scratch = Scratch {
            root: copy,
            _alone: alone,
        };
        let cards = super::all();
        for card in &cards {
            scratch.write(card, &scratch.begun(card, 0));
        }
        let _ = fs::remove_file(scratch.root.join(".workshop"));
        scratch
    }

    /// The text of an exercise after `done` steps.
    pub fn begun(&self, card: &Card, done: usize) -> String {
        let text = super::starter::filled(&self.root, card, done);
        text.unwrap_or_else(|why| panic!("{why}"))
    }

    pub fn read(&self, path: &Path) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|why| panic!("{path:?}: {why}"))
    }

    /// Puts `text` where the reader writes.
    pub fn write(&self, card: &Card, text: &str) {
        write(&self.root.join(&card.file), text.as_bytes());
    }

    /// `cargo` with these arguments, in the copy.
    pub fn cargo(&self, arguments: &[&str]) -> Said {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env("CARGO_TERM_COLOR", "never")
            .env("RUST_BACKTRACE", "0")
            // Of the cargo that runs us: they would name another package.
            .env_remove("CARGO_MANIFEST_DIR")
            .stdin(Stdio::null())
            .output()
            .expect("cargo runs us, so it is there");
        let text =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        Said {
            ok: output.status.success(),
            text: text.into_owned(),
        }
    }

    /// These tests of a card's package, with its feature. `harness` is for the executables.
    pub fn test(&self, card: &Card, targets: &[String], harness: &[&str]) -> Said {
        let (package, feature) = (card.package(), card.feature());
        let mut arguments = vec![
            "test",
            "--locked",
            "--no-fail-fast",
            "-p",
            &package,
            "--features",
            &feature,
        ];
        arguments.extend(targets.iter().flat_map(|target| ["--test", target]));
        arguments.push("--");
        arguments.extend(harness);
        self.cargo(&arguments)
    }
}

/// Did the compiler find something to say?
pub fn has_warnings(said: &Said) -> bool {
    said.text.lines().any(|line| line.starts_with("warning: "))
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
