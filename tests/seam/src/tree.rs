//! Where things are in the tree, for tests that read it.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace.
///
/// # Panics
///
/// Here and below: if the tree is not where it was when this was compiled.
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the workspace is there")
}

/// The chapters that build a pool, from the first on: not the workshop and the race, `00_`.
pub fn chapters() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("chapters")).expect("the chapters are there");
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut chapters = paths
        .filter(|path| path.join("Cargo.toml").is_file() && number(path) > 0)
        .collect::<Vec<_>>();
    chapters.sort();
    assert!(!chapters.is_empty());
    chapters
}

/// `4`, of the folder `04_bounded_channel`.
pub fn number(chapter: &Path) -> u32 {
    let name = chapter.file_name().unwrap_or_default().to_string_lossy();
    let digits = name.split('_').next().unwrap_or_default();
    digits.parse().expect("a chapter's folder has its number")
}
