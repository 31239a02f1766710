//! Where things are in the tree, for tests that read it.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace. Every package of ours that asks is a folder in it.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The chapters that build a pool, from the first on: not `00_workshop`, which races them.
pub fn chapters() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("chapters")).expect("the chapters are there");
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut chapters = paths
        .filter(|path| path.join("Cargo.toml").is_file() && !path.ends_with("00_workshop"))
        .collect::<Vec<_>>();
    chapters.sort();
    assert!(!chapters.is_empty());
    chapters
}

/// `4`, of the folder `04_bounded_channel`.
#[allow(dead_code, reason = "not every test needs it")]
pub fn number(chapter: &Path) -> u32 {
    let name = chapter.file_name().unwrap_or_default().to_string_lossy();
    let digits = name.split('_').next().unwrap_or_default();
    digits.parse().expect("a chapter's folder has its number")
}
