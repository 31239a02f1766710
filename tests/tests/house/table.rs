//! The table in the crate's documentation is what the tests run; and no promise is in it
//! that no wrong pool has broken.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The text of one of this crate's files, or of all in a folder.
fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if path.is_file() {
        return fs::read_to_string(path).expect("a source is text");
    }
    let entries = fs::read_dir(path).expect("the folder is part of this crate");
    let paths = entries.map(|entry| entry.unwrap().path());
    let sources = paths.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    sources
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// The rows of the table, and its crosses as `chapter3::first_in_first_out`.
pub fn table() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut rows, mut crosses) = (BTreeSet::new(), BTreeSet::new());
    let text = read("src/lib.rs");
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("//! |"));
    let head = lines.next().expect("the table has a head");
    let chapters = head.split('|').map(str::trim).skip(1).collect::<Vec<_>>();
    for row in lines.skip(1) {
        let mut cells = row.split('|').map(str::trim);
        let promise = cells.next().unwrap_or("").trim_matches(['[', ']', '`']);
        rows.insert(promise.to_owned());
        for (cell, chapter) in cells.zip(&chapters) {
            if cell == "x" {
                crosses.insert(format!("chapter{chapter}::{promise}"));
            }
        }
    }
    (rows, crosses)
}

/// What the tests run on the chapters' pools.
fn tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for list in read("tests/contract/main.rs").split("promises! {").skip(1) {
        let (chapter, rest) = list.split_once(':').expect("a name");
        let (_, rest) = rest.split_once("=>").expect("a pool");
        let (promises, _) = rest.split_once('}').expect("promises");
        let promises = promises.split(',').map(str::trim).filter(|p| !p.is_empty());
        found.extend(promises.map(|promise| format!("{}::{promise}", chapter.trim())));
    }
    // This one has a process of its own.
    let threads = read("tests/contract/threads.rs");
    for call in threads.split("leaves_no_thread::<chapter").skip(1) {
        let (pool, _) = call.split_once(">(").expect("a chapter's pool");
        // The second pool of chapter 10 has a column of its own.
        let chapter = match pool {
            "10::Pool" => "10_dummy",
            _ => pool.split_once("::").expect("a path").0,
        };
        found.insert(format!("chapter{chapter}::leaves_no_thread"));
    }
    found
}

#[test]
fn the_table_is_what_the_tests_run() {
    assert_eq!(table().1, tests());
}

#[test]
fn the_table_has_every_promise() {
    let source = read("src");
    let functions = source.split("\npub fn ").skip(1);
    let promises = functions.filter_map(|function| Some(function.split_once("<P: ")?.0.to_owned()));
    assert_eq!(table().0, promises.collect());
}

#[test]
fn every_promise_has_a_wrong_pool() {
    let rejections = read("tests/contract/wrong_pools") + &read("tests/contract/threads.rs");
    for promise in table().0 {
        // In the call that expects the rejection, and not only in a list of promises.
        let call = format!("{promise}::<");
        assert!(
            rejections.contains(&call),
            "nothing shows that {promise} can fail"
        );
    }
}
