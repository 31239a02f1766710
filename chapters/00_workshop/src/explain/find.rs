//! Which test is meant by `chapter4 lost_wakeup`?

use std::fs;
use std::path::{Path, PathBuf};

use super::Why;
use crate::workspace;

/// The test target of a planted bug or a model, and the test in it.
///
/// # Errors
///
/// If there is neither, or if loom does not check it.
pub fn find(chapter: &str, name: &str) -> Result<(String, Option<String>), Why> {
    let folder = folder(chapter)?;
    let tests = folder.join("tests");
    let bug = format!("bug_{name}");
    if let Ok(root) = fs::read_to_string(tests.join(format!("{bug}.rs"))) {
        if !root.contains("support/model.rs") {
            return Err(Why::NoModel(format!(
                "{chapter} {name} has no model: its test runs on std, whose scoped threads loom \
                 does not have, so there is no schedule to show"
            )));
        }
        return Ok((bug, None));
    }
    for target in ["loom", "loom_dummy"] {
        let root = fs::read_to_string(tests.join(format!("{target}.rs"))).unwrap_or_default();
        if root.lines().any(|line| line.trim() == format!("{name},")) {
            return Ok((target.to_owned(), Some(name.to_owned())));
        }
    }
    Err(Why::NoModel(format!(
        "{chapter} has no bug or model {name:?}; its bugs: {}",
        bugs(&folder).join(", ")
    )))
}

fn folder(chapter: &str) -> Result<PathBuf, Why> {
    let none = || Why::NoModel(format!("there is no {chapter:?}: chapter4 is one"));
    let number = chapter.strip_prefix("chapter").ok_or_else(none)?;
    let prefix = format!("{:02}_", number.parse::<u8>().map_err(|_| none())?);
    let chapters = workspace::root().map_err(Why::NoModel)?.join("chapters");
    let mut folders = fs::read_dir(chapters).map_err(|_| none())?.flatten();
    folders
        .find(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .map(|entry| entry.path())
        .ok_or_else(none)
}

/// The names of a chapter's planted bugs, sorted.
fn bugs(folder: &Path) -> Vec<String> {
    let bugs = fs::read_dir(folder.join("bugs")).into_iter().flatten();
    let mut names: Vec<_> = bugs
        .flatten()
        .filter_map(|bug| Some(bug.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_is_found_before_a_model() {
        let bug = find("chapter4", "lost_wakeup").unwrap();
        assert_eq!(bug, ("bug_lost_wakeup".to_owned(), None));
        let model = find("chapter10", "a_map_is_settled_once").unwrap();
        assert_eq!(model.0, "loom_dummy");
    }

    #[test]
    fn what_is_not_there_is_one_sentence() {
        for (chapter, name, says) in [
            ("chapter4", "nothing", "its bugs: clock_before_state, "),
            ("chapter99", "x", "there is no"),
            ("chapter", "x", "there is no"),
            ("four", "x", "there is no"),
            ("chapter6", "closes_on_return", "has no model"),
        ] {
            let why = find(chapter, name).unwrap_err().to_string();
            assert!(why.contains(says), "{why}");
            assert_eq!(why.lines().count(), 1);
        }
    }
}
