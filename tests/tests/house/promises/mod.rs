//! The page of promises: each promise of the contract, each model and each planted bug has a row
//! there, and each name in a row is that of something that is there.

mod tree;

use std::collections::{BTreeMap, BTreeSet};

use seam::tree::root;

use crate::models::read;
use tree::{Named, Tree, tree};

/// One row of the page.
struct Row {
    promise: String,
    from: u32,
    /// What shows it: the kind, and what is named of it.
    shown: Vec<(String, Vec<Named>)>,
    broken: Vec<Named>,
}

/// `` `a`, 4&nbsp;`b`, `c` ``: where there is no number it is that of the name before.
fn named(names: &str, from: u32) -> Vec<Named> {
    let mut chapter = from;
    let names = names.split(", ").map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(|name| {
            let (number, name) = name.split_once("&nbsp;").unwrap_or(("", name));
            chapter = number.parse().unwrap_or(chapter);
            (chapter, name.trim_matches('`').to_owned())
        })
        .collect()
}

fn rows(page: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in page.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, promise, from, shown, broken, _] = cells[..] else {
            continue;
        };
        let Ok(from) = from.parse() else {
            continue; // the head
        };
        let shown = shown.split("<br>").map(|part| {
            let (kind, names) = part.split_once(": ").unwrap_or((part, ""));
            (kind.to_owned(), named(names, from))
        });
        rows.push(Row {
            promise: promise.to_owned(),
            from,
            shown: shown.collect(),
            broken: named(broken, from),
        });
    }
    rows
}

/// Is `name` a word of this text?
fn says(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.split(|c| !is_part(c)).any(|word| word == name)
}

/// What is wrong with a row.
fn row_faults(row: &Row, tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    let has = |texts: &BTreeMap<u32, String>, (chapter, name): &Named| {
        let text = texts.get(chapter);
        text.is_some_and(|text| text.contains(&format!("fn {name}(")))
    };
    for (kind, names) in &row.shown {
        let is_there = |one: &&Named| match &kind[..] {
            "contract" => tree.contract.get(&one.1) == Some(&row.from),
            "models" => tree.models.contains(one),
            "properties" => has(&tree.properties, one),
            "tests" => has(&tree.tests, one),
            _ => false,
        };
        let gone: Vec<_> = names.iter().filter(|one| !is_there(one)).collect();
        if names.is_empty() || !gone.is_empty() {
            faults.push(format!("{kind}: {gone:?}"));
        }
    }
    let shown: Vec<_> = row.shown.iter().flat_map(|(_, names)| names).collect();
    if shown.iter().all(|(chapter, _)| *chapter != row.from) {
        faults.push(format!("nothing shows it in chapter {}", row.from));
    }
    for bug in &row.broken {
        let Some(seen) = tree.bugs.get(bug) else {
            faults.push(format!("no bug {bug:?}"));
            continue;
        };
        let mut mine = shown.iter().filter(|(chapter, _)| *chapter == bug.0);
        if !mine.any(|(_, name)| says(seen, name)) {
            faults.push(format!("{bug:?} breaks nothing of this row"));
        }
    }
    let told = faults.into_iter();
    told.map(|fault| format!("{}: {fault}", row.promise))
        .collect()
}

/// What is wrong with the page.
fn faults(page: &str, tree: &Tree) -> Vec<String> {
    let rows = rows(page);
    let mut faults: Vec<_> = rows.iter().flat_map(|row| row_faults(row, tree)).collect();
    let of_kind = |kind: &'static str| {
        let shown = rows.iter().flat_map(|row| &row.shown);
        let shown = shown.filter(move |(said, _)| said == kind);
        shown.flat_map(|(_, names)| names)
    };
    for promise in tree.contract.keys() {
        let times = of_kind("contract").filter(|(_, name)| name == promise);
        if times.count() != 1 {
            faults.push(format!("{promise} of the contract should have one row"));
        }
    }
    let shown: BTreeSet<_> = of_kind("models").collect();
    let broken: BTreeSet<_> = rows.iter().flat_map(|row| &row.broken).collect();
    let models = tree.models.iter().filter(|model| !shown.contains(model));
    faults.extend(models.map(|model| format!("the model {model:?} has no row")));
    let bugs = tree.bugs.keys().filter(|bug| !broken.contains(bug));
    faults.extend(bugs.map(|bug| format!("the bug {bug:?} has no row")));
    faults
}

#[test]
fn the_page_of_promises_is_whole_and_true() {
    let page = read(&root().join("book/src/promises.md"));
    let faults = faults(&page, &tree());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn what_is_wrong_with_the_page_is_found() {
    let page = read(&root().join("book/src/promises.md"));
    let tree = tree();
    let row = "| a task | 2 | models: `tasks_can_meet` | `guard_held` |\n";
    for (right, wrong, what) in [
        (
            "contract: `first_in",
            "contract: `fast_in",
            "first_in_first_out of the contract",
        ),
        (
            "3&nbsp;`closed_before_drained` |",
            "3&nbsp;`closed` |",
            "no bug (3, \"closed\")",
        ),
        (
            "2&nbsp;`guard_held` |",
            "2&nbsp;`notify_first` |",
            "\"notify_first\") breaks nothing",
        ),
        (
            "2&nbsp;`guard_held` |",
            "|",
            "the bug (2, \"guard_held\") has no row",
        ),
        (
            "2&nbsp;`tasks_can_meet` |",
            "2&nbsp;`tasks_meet` |",
            "models: [(2, \"tasks_meet\")]",
        ),
        (
            "2&nbsp;`tasks_can_meet` |",
            "|",
            "the model (2, \"tasks_can_meet\") has no row",
        ),
        (
            "no more than N. | 2 |",
            "no more than N. | 3 |",
            "contract: [(3, ",
        ),
        (
            "<br>tests: `a_panic_harms",
            "<br>plan: `a_panic_harms",
            "plan: [(1, ",
        ),
        (
            "properties: `no_place",
            "properties: `a_place",
            "properties: [(11, ",
        ),
    ] {
        assert!(page.contains(right), "{right}");
        let found = faults(&page.replacen(right, wrong, 1), &tree);
        assert!(
            found.iter().any(|fault| fault.contains(what)),
            "{what}: {found:#?}"
        );
    }
    assert!(faults(&(page + row), &tree).is_empty());
}
