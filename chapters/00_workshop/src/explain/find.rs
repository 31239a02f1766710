//! Which test is meant by `chapter4 lost_wakeup`?

use std::fs;
use std::path::{Path, PathBuf};

use toolbox::workspace;

use super::model::Why;

/// The name of a planted bug's test, or of a model's, in the chapter's `tests/loom.rs`.
///
/// # Errors
///
/// If there is neither, or if loom does not check it.
pub fn find(chapter: &str, name: &str) -> Result<String, Why> {
    let folder = folder(chapter)?;
    let read = |path: &str| fs::read_to_string(folder.join(path)).unwrap_or_default();
    // A bug's file ends with the model that catches it.
    if let Some(model) = caught_by(&read(&format!("tests/bugs/{name}.rs"))) {
        return Ok(format!("bugs::{name}::{model}"));
    }
    let models = read("tests/loom.rs");
    let mut listed = models
        .lines()
        .map(|line| line.trim().trim_end_matches([',', ';']));
    if !name.is_empty() && listed.any(|listed| listed == name) {
        return Ok(name.to_owned());
    }
    let bugs = bugs(&folder);
    Err(Why::NoModel(match bugs.iter().any(|bug| bug == name) {
        true => format!(
            "{chapter} {name} has no model: its test runs on std, whose scoped threads loom does \
             not have, so there is no schedule to show"
        ),
        false => format!(
            "{chapter} has no bug or model {name:?}; its bugs: {}",
            bugs.join(", ")
        ),
    }))
}

/// The model in `must_fail!(module::model, "reason");`.
fn caught_by(test: &str) -> Option<&str> {
    let (_, call) = test.split_once("must_fail!(")?;
    let (path, _) = call.split_once(',')?;
    path.trim().rsplit("::").next()
}

fn folder(chapter: &str) -> Result<PathBuf, Why> {
    let none = || Why::NoModel(format!("there is no {chapter:?}: chapter4 is one"));
    let number = chapter.strip_prefix("chapter").ok_or_else(none)?;
    let number = number.parse::<u8>().ok().filter(|number| *number > 0);
    let prefix = format!("{:02}_", number.ok_or_else(none)?);
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
        assert_eq!(bug, "bugs::lost_wakeup::a_sender_waits_for_room");
        for model in ["a_map_is_settled_once", "shutdown_against_a_start"] {
            assert_eq!(find("chapter10", model).unwrap(), model);
        }
    }

    #[test]
    fn a_call_may_be_broken_into_lines() {
        let call = "x;\n\nseam::must_fail!(\n    models::one,\n    \"why\"\n);\n";
        assert_eq!(caught_by(call), Some("one"));
        assert_eq!(caught_by("must_fail(test, why, model)"), None);
    }

    #[test]
    fn what_is_not_there_is_one_sentence() {
        for (chapter, name, says) in [
            ("chapter4", "nothing", "its bugs: clock_before_state, "),
            ("chapter99", "x", "there is no"),
            ("chapter0", "x", "there is no"),
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
