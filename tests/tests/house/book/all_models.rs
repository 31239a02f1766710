//! All models in one table: `book/src/all_models.md`, made from the tables of the chapters' pages. A
//! model has one row on a page of its chapter, and its bound there is that of the source.
//!
//! ```text
//! UPDATE_BOOK=1 cargo test -p contract --test house the_table_of_all_models
//! ```
//!
//! That the executions are those of a run is compared with what a run has written down:
//!
//! ```text
//! WRITE_EXECUTIONS=/tmp/executions cargo test
//! COMPARE_EXECUTIONS=/tmp/executions cargo test -p contract --test house the_executions
//! ```
//!
//! With `UPDATE_BOOK=1` before it, the last one writes them into the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;

use seam::tree::{chapters, number, root};

use super::check::files;
use super::made;
use super::page::{links, split};
use crate::models::{models, read};

/// A row of a chapter's table.
#[derive(Clone)]
struct Row {
    chapter: u32,
    page: String,
    name: String,
    what: String,
    threads: String,
    bound: String,
    executions: String,
}

/// The rows of a page: `` | `name` | what | threads | bound | executions | ``.
fn rows(chapter: u32, page: &str, text: &str) -> Vec<Row> {
    let row = |line: &str| {
        let cells: Vec<_> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
        let [_, name, what, threads, bound, executions, _] = &cells[..] else {
            return None;
        };
        let name = name.strip_prefix('`')?.strip_suffix('`')?;
        let digits = executions.replace(',', "");
        digits.parse::<u64>().ok().map(|_| Row {
            chapter,
            page: page.to_owned(),
            name: name.to_owned(),
            what: what.clone(),
            threads: threads.clone(),
            bound: bound.clone(),
            executions: digits,
        })
    };
    text.lines().filter_map(row).collect()
}

/// The rows of all pages, in the order of the book.
fn all() -> Vec<Row> {
    let src = root().join("book/src");
    let summary = read(&src.join("SUMMARY.md"));
    let mut all = Vec::new();
    for (_, page) in links(&split(&summary).1) {
        let chapter = page.split_once('-').and_then(|(nth, _)| nth.parse().ok());
        if let Some(chapter) = chapter {
            all.extend(rows(chapter, &page, &read(&src.join(&page))));
        }
    }
    all
}

/// `2284` as `2,284`.
fn with_commas(digits: &str) -> String {
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn table(rows: &[Row]) -> String {
    let sum: u64 = rows
        .iter()
        .filter_map(|row| row.executions.parse::<u64>().ok())
        .sum();
    let mut table = format!(
        "{} models, {} executions.\n\n| chapter | model | what it shows | threads | bound | executions \
         |\n|---:|---|---|---|---|---:|\n",
        rows.len(),
        with_commas(&sum.to_string())
    );
    for row in rows {
        let (chapter, page, name) = (row.chapter, &row.page, &row.name);
        let (what, threads, bound) = (&row.what, &row.threads, &row.bound);
        let executions = with_commas(&row.executions);
        table += &format!(
            "| [{chapter}]({page}) | `{name}` | {what} | {threads} | {bound} | {executions} |\n"
        );
    }
    table
}

#[test]
fn the_table_of_all_models_is_that_of_the_pages() {
    let path = root().join("book/src/all_models.md");
    let made = table(&all());
    if env::var_os("UPDATE_BOOK").is_some() {
        made::write(&path, &made);
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    // By lines: on Windows git may end them in its own way.
    let same = there.lines().eq(made.lines());
    assert!(same, "UPDATE_BOOK=1 makes it anew:\n{made}");
}

/// `none`, or `3 preemptions`, out of the text of a model.
fn bound(body: &str) -> Option<String> {
    let (_, bound) = body.split_once("Bound::")?;
    if bound.starts_with("Exhaustive") {
        return Some("none".to_owned());
    }
    let (most, _) = bound.strip_prefix("Preemptions(")?.split_once(')')?;
    Some(match most {
        "1" => "1 preemption".to_owned(),
        more => format!("{more} preemptions"),
    })
}

#[test]
fn each_model_has_one_row_with_its_own_bound() {
    let rows = all();
    let mut faults = Vec::new();
    let mut known = BTreeSet::new();
    for folder in chapters() {
        let chapter = number(&folder);
        for path in files(&folder.join("tests/models"), "rs") {
            for (name, _, body) in models(&read(&path)) {
                let same = |row: &&Row| row.chapter == chapter && row.name == name;
                let mine: Vec<_> = rows.iter().filter(same).collect();
                match mine[..] {
                    [row] if Some(&row.bound) == bound(&body).as_ref() => {}
                    [row] => faults.push(format!("{chapter} {name}: {}?", row.bound)),
                    _ => faults.push(format!("{chapter} {name} has {} rows", mine.len())),
                }
                known.insert((chapter, name));
            }
        }
    }
    let gone = rows.iter().map(|row| (row.chapter, row.name.clone()));
    let gone = gone.filter(|model| !known.contains(model));
    faults.extend(gone.map(|model| format!("{model:?} is no model")));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// What a run has written, of each model: how many executions. Chapters' other tests may have run the
/// same model on another source.
fn written(text: &str) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut written = BTreeMap::<_, BTreeSet<String>>::new();
    for line in text.lines() {
        let mut words = line.split(' ').map(str::to_owned);
        if let (Some(package), Some(name), Some(n)) = (words.next(), words.next(), words.next()) {
            written.entry((package, name)).or_default().insert(n);
        }
    }
    written
}

/// The rows that are not those of a run.
fn differ(rows: &[Row], run: &str) -> Vec<String> {
    let written = written(run);
    let differs = |row: &Row| {
        let model = (format!("chapter{}", row.chapter), row.name.clone());
        let run = written.get(&model).cloned().unwrap_or_default();
        let differs = !run.contains(&row.executions);
        differs.then(|| {
            format!(
                "{}: {} {}, a run has {run:?}",
                row.page, row.name, row.executions
            )
        })
    };
    rows.iter().filter_map(differs).collect()
}

/// The page with the executions of a run in the rows that differ, if the run has one number for each.
fn updated(page: &str, rows: &[Row], run: &str) -> String {
    let written = written(run);
    let mut page = page.to_owned();
    for row in rows {
        let model = (format!("chapter{}", row.chapter), row.name.clone());
        let run = written.get(&model).cloned().unwrap_or_default();
        let (Some(new), 1) = (run.first(), run.len()) else {
            continue;
        };
        let end = |n: &str| format!(" | {} | {} |\n", row.bound, with_commas(n));
        let start = format!("| `{}` | {} | {}", row.name, row.what, row.threads);
        let (old, new) = (start.clone() + &end(&row.executions), start + &end(new));
        page = page.replace(&old, &new);
    }
    page
}

#[test]
fn the_executions_are_those_of_a_run() {
    let Some(path) = env::var_os("COMPARE_EXECUTIONS") else {
        return println!("left out: no run has written them down");
    };
    let run = fs::read_to_string(path).expect("a run has written it");
    let rows = all();
    if env::var_os("UPDATE_BOOK").is_some() {
        for page in rows.chunk_by(|a, b| a.page == b.page) {
            let path = root().join("book/src").join(&page[0].page);
            made::write(&path, &updated(&read(&path), page, &run));
        }
    }
    let faults = differ(&all(), &run);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn an_execution_more_is_noticed() {
    let page =
        "| model | what | threads | bound | executions |\n| `two` | It. | main | none | 1,077 |\n";
    let rows = rows(2, "02-x.md", page);
    let run =
        "chapter3 two 1077 exhaustive\nchapter2 two 9 exhaustive\nchapter2 two 1077 exhaustive\n";
    assert!(differ(&rows, run).is_empty());
    let found = differ(&rows, &run.replace("1077", "1078"));
    assert_eq!(found, ["02-x.md: two 1077, a run has {\"1078\", \"9\"}"]);
    let run = "chapter2 two 1078 exhaustive\n";
    let expected = page.replace("1,077", "1,078");
    assert_eq!(updated(page, &rows, run), expected);
    assert!(table(&rows).starts_with("1 models, 1,077 executions.\n"));
}
