//! The rows as text.

use std::env;
use std::fmt::Write;

use super::recording::Recording;
use super::rows::{self, Row};
use super::verdict::{self, Verdict};

/// The most rows in a table.
pub const MOST: usize = 40;
/// How wide a row may be that stands for several steps.
const WIDE: usize = 40;
/// Of a schedule that is too long, so many rows are from its beginning.
const FIRST: usize = 12;

/// A schedule that fails.
#[derive(Clone, Debug)]
pub struct Table {
    /// The number of each thread, and its name.
    pub threads: Vec<(usize, String)>,
    pub rows: Vec<Row>,
    pub verdict: Verdict,
}

/// How wide a table may be: as the terminal says, else 100.
pub fn columns() -> usize {
    let said = env::var("COLUMNS").ok().and_then(|said| said.parse().ok());
    said.filter(|columns| *columns >= 40).unwrap_or(100)
}

impl Table {
    pub fn new(recording: &Recording) -> Table {
        let (rows, state) = rows::of(recording);
        Table {
            threads: recording.threads.clone().into_iter().collect(),
            rows: shorter(rows),
            verdict: verdict::of(recording, &state),
        }
    }

    /// A column a thread, a row a step; if that is wider than `columns`, a line a step.
    pub fn text(&self, columns: usize) -> String {
        let grid = self.grid();
        let rows = match grid.lines().all(|line| line.chars().count() <= columns) {
            true => grid,
            false => self.list(columns),
        };
        format!("{rows}\n{}\n", self.verdict.text)
    }

    /// A row has one step, so it may reach into the columns to its right: they are empty.
    fn grid(&self) -> String {
        let mut starts = vec![0];
        for (_, name) in &self.threads {
            let width = name.chars().count().max(6) + 2;
            starts.push(starts[starts.len() - 1] + width);
        }
        let start = |thread: usize| {
            let column = self
                .threads
                .iter()
                .position(|(number, _)| *number == thread);
            starts[column.unwrap_or_default()]
        };
        let names = self.threads.iter().zip(&starts);
        let names = names.fold(String::new(), |line, ((_, name), start)| {
            format!("{line:<start$}{name}")
        });
        let step = |row: &Row| format!("{:start$}{}", "", row.does, start = start(row.thread));
        self.lines(&names, step)
    }

    fn list(&self, columns: usize) -> String {
        let names = self.threads.iter().map(|(_, name)| name.chars().count());
        let width = names.max().unwrap_or_default();
        let step = |row: &Row| format!("{:<width$}  {}", self.name(row.thread), row.does);
        let lines = self.lines("", step);
        let short = lines
            .lines()
            .map(|line| match line.char_indices().nth(columns) {
                // The state may be cut: the steps tell it too.
                Some(_) => line.chars().take(columns - 3).collect::<String>() + "...\n",
                None => format!("{line}\n"),
            });
        short.collect()
    }

    /// A head, and a line a row: its number, its step, the state.
    fn lines(&self, head: &str, step: impl Fn(&Row) -> String) -> String {
        let steps: Vec<String> = self.rows.iter().map(step).collect();
        let widths = steps.iter().map(|step| step.chars().count());
        let width = widths
            .chain([head.chars().count()])
            .max()
            .unwrap_or_default();
        let mut text = format!("    {head:<width$}  lock: holder, condvar <- who waits\n");
        for (i, (row, step)) in self.rows.iter().zip(steps).enumerate() {
            let line = format!("{:>2}  {step:<width$}  {}", i + 1, state(row));
            writeln!(text, "{}", line.trim_end()).expect("a String takes everything");
        }
        text
    }

    pub fn name(&self, thread: usize) -> &str {
        let found = self.threads.iter().find(|(number, _)| *number == thread);
        found.map_or("?", |(_, name)| name)
    }
}

fn state(row: &Row) -> String {
    let held = row
        .held
        .iter()
        .map(|(lock, thread)| format!("{lock}: {thread}"));
    let waits = row.waits.iter();
    let waits = waits.map(|(condvar, threads)| format!("{condvar} <- {}", threads.join(", ")));
    held.chain(waits).collect::<Vec<_>>().join("; ")
}

/// As many rows as one can read. If there are more, steps of one thread that follow each
/// other share a row; if there still are, the middle is left out: how it begins tells who is
/// there, and what is wrong is at the end.
fn shorter(rows: Vec<Row>) -> Vec<Row> {
    if rows.len() <= MOST {
        return rows;
    }
    let mut short: Vec<Row> = Vec::new();
    for row in rows {
        match short.last_mut() {
            Some(last)
                if last.thread == row.thread && last.does.len() + row.does.len() + 2 <= WIDE =>
            {
                let does = format!("{}, {}", last.does, row.does);
                *last = Row { does, ..row };
            }
            _ => short.push(row),
        }
    }
    if short.len() > MOST {
        let left_out = FIRST..short.len() - (MOST - FIRST - 1);
        let gap = Row {
            does: format!("... {} rows are left out", left_out.len()),
            ..short[left_out.end - 1].clone()
        };
        short.splice(left_out, [gap]);
    }
    short
}
