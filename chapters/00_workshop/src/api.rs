//! What an exercise has to work with: the signatures of what its file imports by `super::`, out
//! of the sources where they stand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::card::{Card, Kind};
use crate::paths::paths;
use crate::signatures::{all_of, of_name, types_of};
use crate::tokens::tokens;
use crate::workspace::read;

/// The seam's modules are std's: nobody needs their signatures here. Where the chapter builds a
/// seam itself, std is `os`.
const SEAM: [&str; 5] = ["sync", "thread", "time", "thread_local", "os"];

/// The signatures of what `source` imports, a line each; under each file its own.
pub fn signatures(root: &Path, card: &Card, source: &str) -> String {
    let tokens = tokens(source);
    let mut lines: Vec<String> = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for named in paths(&tokens) {
        let ["super", module, rest @ ..] = &named.parts[..] else {
            continue;
        };
        if SEAM.contains(module) {
            continue;
        }
        let Some(path) = file_of(root, card, module) else {
            continue;
        };
        let text = read(root, &path).unwrap_or_default();
        let found = match rest {
            [] | ["self", ..] => all_of(&text),
            [name, ..] => of_name(&text, name),
        };
        let (path, found) = match (found.is_empty(), rest) {
            (true, [name, ..]) => of_another(root, &text, name).unwrap_or_default(),
            _ => (path, found),
        };
        if found.is_empty() || found.iter().all(|line| lines.contains(line)) {
            continue;
        }
        if files.last() != Some(&path) {
            lines.push(format!("// {}", path.display()));
            files.push(path);
        }
        lines.extend(found);
    }
    // A model drives what it is handed, too.
    for path in files.iter().filter(|_| card.kind == Kind::Break) {
        let text = read(root, path).unwrap_or_default();
        for name in types_of(&text) {
            let is_it = |word: &str| word == name;
            let told = |line: &String| line.split(|c: char| !c.is_alphanumeric()).any(is_it);
            let has = |line: &String| types_of(line).contains(&name);
            if lines.iter().any(told) && !lines.iter().any(has) {
                lines.extend(of_name(&text, name));
            }
        }
    }
    lines.join("\n")
}

/// Where the sources have this module: the chapter's tests say it, since their `super` is one
/// for all chapters. Or else it is the last chapter's that has one of that name.
fn file_of(root: &Path, card: &Card, module: &str) -> Option<PathBuf> {
    told_by_tests(root, card, module).or_else(|| {
        let entries = fs::read_dir(root.join("chapters")).ok()?.flatten();
        let mut folders: Vec<_> = entries.map(|entry| entry.file_name()).collect();
        folders.sort();
        let folders = folders
            .iter()
            .rev()
            .map(|folder| Path::new("chapters").join(folder));
        let paths = folders.filter(|folder| *folder <= card.folder);
        let mut paths = paths.map(|folder| folder.join(format!("src/{module}.rs")));
        paths.find(|path| root.join(path).is_file())
    })
}

fn told_by_tests(root: &Path, card: &Card, module: &str) -> Option<PathBuf> {
    let tests = card.folder.join("tests/source");
    let text = read(root, &tests.join("mod.rs")).ok()?;
    let head = format!("mod {module};");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = lines
        .iter()
        .position(|line| line.trim_start_matches("pub ") == head)?;
    // The reader's file may stand there, too: ours is the one below `src`.
    let before = lines[..at]
        .iter()
        .rev()
        .take_while(|line| !line.ends_with(';'));
    let texts = before.filter_map(|line| line.split('"').find(|text| text.contains("/src/")));
    let path = texts.last()?;
    let mut whole = tests;
    for part in Path::new(path).components() {
        match part {
            std::path::Component::ParentDir => _ = whole.pop(),
            part => whole.push(part),
        }
    }
    fs::exists(root.join(&whole))
        .unwrap_or(false)
        .then_some(whole)
}

/// What a chapter's module has from an earlier chapter: `pub use chapter4::error::BuildError`.
fn of_another(root: &Path, text: &str, name: &str) -> Option<(PathBuf, Vec<String>)> {
    let tokens = tokens(text);
    let mut named = paths(&tokens).into_iter();
    let named = named.find(|named| named.parts.len() > 2 && named.parts.last() == Some(&name))?;
    let number: u32 = named.parts[0].strip_prefix("chapter")?.parse().ok()?;
    let mut folders = fs::read_dir(root.join("chapters")).ok()?.flatten();
    let begins = format!("{number:02}_");
    let folder = folders.find(|entry| entry.file_name().to_string_lossy().starts_with(&begins))?;
    let folder = Path::new("chapters").join(folder.file_name()).join("src");
    let path = folder.join(format!("{}.rs", named.parts[1]));
    let text = read(root, &path).ok()?;
    match of_name(&text, name) {
        found if found.is_empty() => of_another(root, &text, name),
        found => Some((path, found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cards, starter, workspace};

    /// What each exercise imports is found: nobody has to look for it.
    #[test]
    fn every_import_of_every_exercise_is_found() {
        let root = workspace::root().unwrap();
        let mut missing = Vec::new();
        for card in cards::all(&root).unwrap() {
            let source = starter::pristine(&root, &card).unwrap();
            let told = signatures(&root, &card, &source);
            let tokens = tokens(&source);
            for named in paths(&tokens) {
                let ["super", module, name, ..] = named.parts[..] else {
                    continue;
                };
                if !SEAM.contains(&module) && name != "self" && !told.contains(name) {
                    missing.push(format!("{}: {module}::{name}", card.name));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }
}
