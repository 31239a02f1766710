//! Four rows of the race, for a reader who is new: `book/src/race_four.md`, made from
//! `book/src/race.txt`, which is what the race has printed.
//!
//! ```text
//! UPDATE_BOOK=1 cargo test -p contract --test house the_four_rows
//! ```

use std::env;
use std::fs;

use seam::tree::root;

use super::made;

/// A row's name in the race, and what it is.
const ROWS: [(&str, &str); 4] = [
    ("sequence", "one after the other"),
    ("shared_queue", "four threads that share a queue: chapter 2"),
    (
        "gil_held",
        "a pool whose tasks hold a lock like Python's: chapter 9",
    ),
    ("ThreadPoolExecutor", "Python's `ThreadPoolExecutor`"),
];

/// The rows as a table. The first part of the race has them first.
fn table(race: &str) -> String {
    let mut table = "| | the four waits | an empty task |\n|---|---:|---:|\n".to_owned();
    for (name, what) in ROWS {
        let cells = |line: &str| -> Vec<String> {
            let cells = line.split_whitespace().map(str::to_owned);
            cells.skip_while(|cell| cell != name).collect()
        };
        let row = race.lines().map(cells).find(|row| !row.is_empty());
        let row = row.unwrap_or_else(|| panic!("the race has no row {name}"));
        let (wall, empty) = (&row[1..3].join(" "), row.last().expect("it has its name"));
        table += &format!("| {what} | {wall} | {empty} ns |\n");
    }
    table
}

#[test]
fn the_four_rows_are_from_the_race() {
    let src = root().join("book/src");
    let race = fs::read_to_string(src.join("race.txt")).expect("the race was run");
    let path = src.join("race_four.md");
    let made = table(&race);
    if env::var_os("UPDATE_BOOK").is_some() {
        made::write(&path, &made);
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    // By lines: on Windows git may end them in its own way.
    let same = there.lines().eq(made.lines());
    assert!(same, "{there}\nUPDATE_BOOK=1 makes it anew:\n{made}");
}
