//! One word for one thing, and a schedule wherever one is told of.

use std::fs;
use std::path::{Path, PathBuf};

use seam::tree::root;

use super::check::files;

/// Where a page tells of a planted bug step by step, in its own words, the table that `explain` prints
/// follows it.
fn without_schedule(page: &str) -> usize {
    let Some((_, found)) = page.split_once("\n### What it found\n") else {
        return 0;
    };
    // A table whose first column is the number of a step.
    let tables = found.split("\n|---:|---|").skip(1);
    tables.filter(|after| !after.contains(":steps}}")).count()
}

#[test]
fn an_order_that_a_page_tells_of_is_shown_as_a_schedule() {
    let mut faults = Vec::new();
    for path in files(&root().join("book/src"), "md") {
        let without = without_schedule(&fs::read_to_string(&path).unwrap());
        if without > 0 {
            faults.push(format!("{}: {without} tables", path.display()));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn an_order_without_its_schedule_is_found() {
    let table = "\n| | main | one |\n|---:|---|---|\n| 1 | looks | |\n";
    let shown = "{{#include explain/it.txt:steps}}\n";
    let page = |parts: &[&str]| format!("{table}\n### What it found\n{}", parts.concat());
    assert_eq!(without_schedule(&page(&[table, shown, table, shown])), 0);
    assert_eq!(without_schedule(&page(&[table, table, shown])), 1);
    assert_eq!(without_schedule(&page(&[])), 0);
}

/// What Words says that others say. We do not.
#[test]
fn nobody_says_interleaving() {
    let root = root();
    let folders = [
        "book/src",
        "chapters",
        "tests/seam",
        "tests/src",
        "tests/solutions",
    ];
    let mut all = vec![root.join("README.md")];
    for folder in folders.map(|folder| root.join(folder)) {
        all.extend(files(&folder, "md"));
        all.extend(files(&folder, "rs"));
    }
    // What is in a chapter's `exercise` is the reader's, but for the cards.
    let is_ours =
        |path: &Path| !path.iter().any(|part| part == "exercise") || path.ends_with("cards.md");
    let says = |path: &PathBuf| {
        is_ours(path)
            && !path.ends_with("words.md")
            && fs::read_to_string(path)
                .unwrap()
                .to_lowercase()
                .contains("interleaving")
    };
    let found: Vec<_> = all.iter().filter(|path| says(path)).collect();
    assert!(all.len() > 500 && found.is_empty(), "{found:?}");
}
