//! The two tools side by side on the same models, as chapter 13's page has them: what each counts, and
//! how long it takes.

use std::env;
use std::fs;
use std::path::Path;

use seam::tree::{chapters, number, root};

use super::cross_check::{STATES, checkers, numbers};
use super::{left_out, our_models, said};

/// Where the table is.
const TABLE: &str = "book/src/side_by_side.txt";

/// The models that the page has: large and small ones, and some on which the checker is the worse.
const SHOWN: [(u32, &str); 12] = [
    (2, "a_worker_waits_for_a_task"),
    (2, "every_task_runs_once"),
    (2, "tasks_can_meet"),
    (3, "accepted_values_are_handed_out"),
    (3, "drop_runs_what_was_accepted"),
    (3, "two_tasks_shut_down"),
    (4, "the_last_sender_closes"),
    (4, "two_senders_and_two_receivers"),
    (7, "a_task_waits_for_a_task"),
    (8, "many_wakes_are_one"),
    (8, "replace_against_wake"),
    (8, "the_executor_hears_every_wake"),
];

/// A row with its times, and without.
fn row(chapter: u32, model: &str, loom: &str, checker: &str) -> Option<[String; 2]> {
    let found = |said: &str| {
        let (_, found) = said.split_once(&format!("model {model}: "))?;
        Some(found.lines().next()?.to_owned())
    };
    // `8085 executions, at most 3 preemptions, 0.9 s`
    let loom = found(loom)?;
    let mut parts = loom.split(", ");
    let looms = parts.next()?.strip_suffix(" executions")?;
    let bound = match parts.next()? {
        "exhaustive" => "none",
        bound => bound
            .strip_prefix("at most ")?
            .strip_suffix(" preemptions")?,
    };
    let looms_time = parts.next()?.strip_suffix(" s")?;
    // `1766 states, 1165 executions, 0.4 s`
    let checker = found(checker)?;
    let (states, executions) = numbers(&checker)?;
    let states = states.unwrap_or("over 20000");
    let time = checker.rsplit(", ").next()?.strip_suffix(" s")?;
    let row = |looms_time: &str, time: &str| {
        format!(
            "| {chapter} `{model}` | {looms} | {bound} | {looms_time} | {states} | {executions} | {time} |"
        )
    };
    Some([row(looms_time, time), row("", "")])
}

#[test]
fn the_page_has_todays_counts() {
    if left_out() {
        return;
    }
    let (checkers, looms) = (checkers(), our_models());
    let mut rows = Vec::new();
    for (chapter, model) in SHOWN {
        let folder = chapters()
            .into_iter()
            .find(|folder| number(folder) == chapter);
        let loom = looms.test(&folder.expect("there is such a chapter"), "loom");
        let target = format!("chapter{chapter}");
        let checker = checkers.test(Path::new("explorer"), &target);
        // One after the other: they take their time alone.
        let args = ["--exact", model, "--nocapture"];
        let loom = said(&mut loom.expect("it was built").command(args));
        let mut checker = checker.expect("it was built").command(args);
        let checker = said(checker.envs([STATES]));
        let row = row(chapter, model, &loom.text, &checker.text);
        rows.push(row.unwrap_or_else(|| panic!("{model}: {}{}", loom.text, checker.text)));
    }
    let made = |which: usize| {
        let rows = rows.iter().map(|row| format!("{}\n", row[which]));
        let head = "| model | loom: executions | bound | s | here: states | executions | s |\n\
                    |---|---:|---|---:|---:|---:|---:|\n";
        head.to_owned() + &rows.collect::<String>()
    };
    let path = root().join(TABLE);
    if env::var_os("UPDATE_BOOK").is_some() {
        fs::write(&path, made(0)).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    let there = there.lines().map(without_times).collect::<Vec<_>>();
    assert_eq!(
        there,
        made(1).lines().collect::<Vec<_>>(),
        "UPDATE_BOOK=1 makes it anew"
    );
}

/// A machine has its own.
fn without_times(row: &str) -> String {
    let mut cells: Vec<&str> = row.split('|').collect();
    if cells.len() == 9 && cells[1].contains('`') {
        (cells[4], cells[7]) = ("  ", "  ");
    }
    cells.join("|")
}

#[test]
fn a_count_that_has_changed_is_seen_and_a_time_is_not() {
    let loom = "model x: 12 executions, at most 3 preemptions, 0.9 s\n";
    let row = |states, seconds| {
        let checker = format!("model x: {states}, 7 executions, {seconds} s\n");
        row(4, "x", loom, &checker).expect("it can be read")
    };
    let [full, counts] = row("9 states", "1.5");
    assert_eq!(full, "| 4 `x` | 12 | 3 | 0.9 | 9 | 7 | 1.5 |");
    assert_eq!(without_times(&full), counts);
    assert_eq!(row("9 states", "2.5")[1], counts);
    assert_ne!(row("10 states", "1.5")[1], counts);
    let large = row("20000 states and more", "1");
    assert!(large.iter().all(|row| row.contains("| over 20000 |")));
}
