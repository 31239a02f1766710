//! The cross-check of chapter 13 leaves nothing out, and holds what it promises: each model ends as
//! under loom, each planted bug is found, and by a schedule that is not longer than loom's.
//! `verify` makes the table, and compares it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use seam::tree::{chapters, number, root};

/// A mistake that is nothing but a memory ordering. The checker knows one.
const ORDERINGS: [&str; 1] = ["flag_stored"];

/// The cells of the rows between two anchors, without the head.
fn rows<'a>(table: &'a str, anchor: &str) -> Vec<Vec<&'a str>> {
    let begin = format!("ANCHOR: {anchor}\n");
    let end = format!("ANCHOR_END: {anchor}\n");
    let rows = table
        .split_once(&begin)
        .and_then(|(_, rest)| rest.split_once(&end));
    let (rows, _) = rows.expect("the table has this part");
    let cells = |row: &'a str| {
        let row = row.trim_matches('|');
        row.split('|')
            .map(|cell| cell.trim().trim_matches('`'))
            .collect()
    };
    rows.lines().skip(2).map(cells).collect()
}

/// What is in the files: of each chapter the names of its models, or of its planted bugs.
type Names = BTreeSet<(String, String)>;

fn models(chapter: &Path) -> Vec<String> {
    let text = fs::read_to_string(chapter.join("tests/loom.rs")).unwrap();
    let (_, lists) = text.split_once("seam::tests! {").expect("it has models");
    // `module: one, two; other: three`
    let names = lists.split([',', ';', ':', '}']).map(str::trim);
    let modules = lists
        .split([';', '{'])
        .filter_map(|part| part.split_once(':'));
    let modules: Vec<_> = modules.map(|(module, _)| module.trim()).collect();
    let names = names.filter(|name| !name.is_empty() && !modules.contains(name));
    names.map(str::to_owned).collect()
}

fn bugs(chapter: &Path) -> Vec<String> {
    let entries = fs::read_dir(chapter.join("tests/bugs")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let caught = paths.filter(|path| fs::read_to_string(path).unwrap().contains("must_fail!("));
    caught
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

fn all(of: fn(&Path) -> Vec<String>) -> Names {
    let chapters = chapters().into_iter().filter(|folder| number(folder) <= 8);
    let names = chapters.flat_map(|folder| {
        let chapter = number(&folder).to_string();
        of(&folder)
            .into_iter()
            .map(move |name| (chapter.clone(), name))
    });
    names.collect()
}

fn told(rows: &[Vec<&str>]) -> Names {
    let names = rows
        .iter()
        .map(|row| (row[0].to_owned(), row[1].to_owned()));
    names.collect()
}

fn table() -> String {
    fs::read_to_string(root().join("book/src/cross_check.txt")).expect("`verify` makes it")
}

#[test]
fn every_model_is_in_the_cross_check() {
    let table = table();
    let rows = rows(&table, "models");
    assert_eq!(told(&rows), all(models));
    let same = rows.iter().filter(|row| row[4] == "well, as under loom");
    let same = same.count();
    assert!(same >= 80, "only {same} models were searched to their ends");
}

#[test]
fn the_page_sums_it_up() {
    let table = table();
    let (models, bugs) = (rows(&table, "models"), rows(&table, "bugs"));
    let ended = models.iter().filter(|row| !row[2].starts_with("over "));
    let found = bugs.iter().filter(|row| row[4] != "not found");
    let (ended, found) = (ended.count(), found.count());
    let page = fs::read_to_string(root().join("book/src/13-model-checker.md")).unwrap();
    for (what, count) in [
        ("models", models.len()),
        ("of them searched to the end, within 20,000 states", ended),
        ("the others", models.len() - ended),
        ("planted bugs that a model catches", bugs.len()),
        ("of them found, for the reason that loom gives", found),
    ] {
        let row = format!("\n| {what} | {count} |");
        assert!(page.contains(&row), "the page does not say:{row}");
    }
}

/// Why the checker's schedule is no answer to loom's, if so.
fn fault(row: &[&str]) -> Option<String> {
    let number = |cell: &str| cell.trim_start_matches("at most ").parse::<usize>().ok();
    // Where there is none that is shorter, loom's is not.
    let is_shortest = !row[4].starts_with("at most ");
    let fault = match (number(row[4]), number(row[5])) {
        (None, _) if ORDERINGS.contains(&row[1]) => return None,
        (Some(_), _) if ORDERINGS.contains(&row[1]) => "was caught after all",
        (None, _) => "has no schedule",
        (_, None) if !is_shortest => "is not compared with loom",
        (Some(ours), Some(looms)) if ours > looms => "has a longer schedule than loom's",
        _ => return None,
    };
    Some(format!("{}: {fault}", row[1]))
}

#[test]
fn every_planted_bug_is_found_and_not_later_than_by_loom() {
    let table = table();
    let rows = rows(&table, "bugs");
    assert_eq!(told(&rows), all(bugs));
    let faults: Vec<_> = rows.iter().filter_map(|row| fault(row)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_bug_that_is_not_found_or_found_late_is_noticed() {
    for (row, says) in [
        ("4 | x | m | 12 | 6 | 7", None),
        ("4 | x | m | 12 | 7 | 7", None),
        ("4 | x | m | 12 | 8 | 7", Some("longer")),
        ("4 | x | m | 12 | at most 6 | 7", None),
        ("4 | x | m | 12 | at most 8 | 7", Some("longer")),
        ("4 | x | m | 12 | not found | ?", Some("no schedule")),
        ("4 | x | m | 12 | 6 | ?", None),
        ("4 | x | m | 12 | at most 6 | ?", Some("not compared")),
        ("8 | flag_stored | m | 12 | not found | ?", None),
        ("8 | flag_stored | m | 12 | 6 | 7", Some("after all")),
    ] {
        let row: Vec<_> = row.split(" | ").collect();
        let fault = fault(&row);
        match says {
            None => assert_eq!(fault, None),
            Some(says) => assert!(fault.is_some_and(|fault| fault.contains(says)), "{row:?}"),
        }
    }
}
