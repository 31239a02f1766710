//! No two files import each other, straight or by way of others: whoever reads one file knows
//! which to read before it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use seam::tree;

/// The files of a crate, by the path of their modules: `["explain", "table"]`. The root is `[]`.
type Files = BTreeMap<Vec<String>, String>;

/// Reads all files of a crate below `folder`. Comments are left out.
fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![(folder.to_owned(), Vec::new())];
    while let Some((folder, module)) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let child = || [&module[..], std::slice::from_ref(&name)].concat();
            if path.is_dir() {
                folders.push((path, child()));
            } else if path.extension().is_some_and(|end| end == "rs") {
                let is_root = ["lib", "main", "mod"].contains(&&name[..]);
                let module = if is_root { module.clone() } else { child() };
                // A package's library and its program are two roots, taken for one.
                *files.entry(module).or_default() += &code(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// A source without its comments, and without its tests.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    let lines = source
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every path that `text` names, those of a `use` tree one by one: `super::a::{b, c}` is two.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        rest = &rest[at..];
        let mut path = Vec::new();
        loop {
            let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
            path.push(rest[..end].to_owned());
            rest = &rest[end..];
            match rest.strip_prefix("::") {
                Some(tree) if tree.starts_with('{') => {
                    let (branches, after) = branches(&tree[1..]);
                    for branch in branches {
                        let below = paths(branch).into_iter();
                        found.extend(below.map(|below| [&path[..], &below[..]].concat()));
                    }
                    rest = after;
                    break;
                }
                Some(more) if more.starts_with(word) => rest = more,
                _ => break,
            }
        }
        found.push(path);
    }
    found
}

/// The parts of `a, b::{c, d}} ...`, up to the brace that ends it, and what follows that.
fn branches(tree: &str) -> (Vec<&str>, &str) {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&tree[start..at]);
                return (parts, &tree[at + 1..]);
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&tree[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    (parts, "")
}

/// The file that `path` means, named in the module `here`, if it is one of this crate's.
fn meant(files: &Files, here: &[String], path: &[String]) -> Option<Vec<String>> {
    if path.len() < 2 {
        return None; // a word, or the `crate` of `pub(crate)`
    }
    let mut module = here.to_vec();
    let mut names = path.iter().peekable();
    match names.peek()?.as_str() {
        "crate" => module.clear(),
        "super" | "self" => {}
        // A child's name, or something else altogether.
        child => {
            let child = [here, &[child.to_owned()]].concat();
            return match files.contains_key(&child) {
                true => meant(files, &child, &[&["self".to_owned()], &path[1..]].concat()),
                false => None,
            };
        }
    }
    while names.next_if(|name| *name == "super").is_some() {
        module.pop()?;
    }
    names.next_if(|name| *name == "crate" || *name == "self");
    descend(files, module, names.cloned().collect())
}

/// Down from `module`, as long as there are files. A name that a root only passes on (`use
/// child::Name`, `use std::sync`) is not the root's: it is the child's, or none of ours.
fn descend(files: &Files, mut module: Vec<String>, names: Vec<String>) -> Option<Vec<String>> {
    for name in names {
        let child = |name: &String| [&module[..], std::slice::from_ref(name)].concat();
        if files.contains_key(&child(&name)) {
            module = child(&name);
            continue;
        }
        if files.get(&module)?.contains(&format!("mod {name} {{")) {
            return None; // names under another name, in the root itself
        }
        // At the start of a line, and not the `use` of `must_use`.
        let text = format!("\n{}", files.get(&module)?);
        let text = text.replace("\npub use ", "\nuse ");
        let uses = text.split("\nuse ").skip(1);
        let uses = uses.filter_map(|uses| uses.split(';').next());
        for uses in uses {
            // `chapter5::future as outcome` is two words more.
            let paths = paths(uses);
            let renamed = paths.contains(&vec!["as".to_owned()]);
            let is_it = |path: &&Vec<String>| match renamed {
                true => path[..] == [name.clone()],
                false => path.len() > 1 && path.last() == Some(&name),
            };
            if let Some(path) = paths.iter().find(is_it) {
                let from = if renamed { &paths[0][0] } else { &path[0] };
                return Some(child(from)).filter(|child| files.contains_key(child));
            }
        }
        break;
    }
    Some(module)
}

/// The files that import each other, each circle as a line.
fn circles(files: &Files) -> Vec<String> {
    let mut uses: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (here, text) in files {
        let all = paths(text).into_iter();
        let mut meant: BTreeSet<_> = all.filter_map(|path| meant(files, here, &path)).collect();
        meant.remove(here);
        uses.insert(here, meant);
    }
    // What can be reached from each: a file that reaches itself is in a circle.
    let mut circles = Vec::new();
    for start in files.keys() {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(next) = open.pop() {
            for used in &uses[next] {
                if seen.insert(used) {
                    open.push(used);
                }
            }
        }
        if seen.contains(start) {
            let direct = uses[start].iter().filter(|used| seen.contains(used));
            let names: Vec<_> = direct.map(|name| name.join("::")).collect();
            circles.push(format!("{} uses {}", start.join("::"), names.join(", ")));
        }
    }
    circles
}

/// Every package's sources.
fn packages() -> Vec<PathBuf> {
    let chapters = fs::read_dir(tree::root().join("chapters")).unwrap();
    let chapters = chapters.map(|entry| entry.unwrap().path());
    let others = [
        "tests",
        "tests/seam",
        "chapters/09_gil/extension",
        "chapters/13_model_checker/explorer",
        "chapters/13_model_checker/explorer/std",
    ];
    let all = chapters.chain(others.map(|folder| tree::root().join(folder)));
    all.map(|folder| folder.join("src"))
        .filter(|sources| sources.is_dir())
        .collect()
}

#[test]
fn no_two_files_import_each_other() {
    let packages = packages();
    assert!(packages.len() >= 14);
    let mut found = Vec::new();
    for folder in packages {
        let circles = circles(&files(&folder));
        found.extend(
            circles
                .iter()
                .map(|line| format!("{}: {line}", folder.display())),
        );
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// A crate of these files.
fn small(sources: &[(&str, &str)]) -> Files {
    let file = |(name, text): &(&str, &str)| {
        let parts = name.split("::").filter(|part| !part.is_empty());
        (parts.map(str::to_owned).collect(), code(text))
    };
    sources.iter().map(file).collect()
}

#[test]
fn a_circle_is_found() {
    let root = ("", "mod a;\nmod b;\npub use b::Thing;");
    let none = small(&[root, ("a", "use super::b::f;"), ("b", "use std::fmt;")]);
    assert_eq!(circles(&none), [""; 0]);
    for (a, b) in [
        ("use super::b::f;", "use super::a::g;"),
        (
            "use std::io; use crate::{b::{f, h}};",
            "fn f() { super::a::g() }",
        ),
        ("use super::Thing;", "/// a comment\nuse super::a;"),
    ] {
        let found = circles(&small(&[root, ("a", a), ("b", b)]));
        assert_eq!(found, ["a uses b", "b uses a"], "{a} {b}");
    }
    // By way of a third, and of a parent.
    let three = [
        ("", "mod a; mod b; mod c;"),
        ("a", "use super::b;"),
        ("b", "use super::c;"),
    ];
    let found = circles(&small(&[&three[..], &[("c", "use super::a;")]].concat()));
    assert_eq!(found.len(), 3);
    let parent = [
        ("", "mod a; fn f() {} fn g() { a::g() }"),
        ("a", "use crate::f;"),
    ];
    assert_eq!(circles(&small(&parent)), [" uses a", "a uses "]);
}
