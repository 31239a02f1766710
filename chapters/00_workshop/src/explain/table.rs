//! The rows as text.

use std::env;
use std::fmt::Write;

use super::failure::{self, Failure};
use super::recording::Recording;
use super::rows::{self, Row};

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
    pub failure: Failure,
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
            failure: failure::of(recording, &state),
        }
    }

    /// Is it about threads that wait for ever, or that never end?
    pub fn hangs(&self) -> bool {
        matches!(
            self.failure.kind,
            failure::Kind::Deadlock | failure::Kind::NoEnd
        )
    }

    /// A column a thread, a row a step; if that is wider than `columns`, a line a step.
    pub fn text(&self, columns: usize) -> String {
        let grid = self.grid();
        let rows = match grid.lines().all(|line| line.chars().count() <= columns) {
            true => grid,
            false => self.list(columns),
        };
        format!("{rows}\n{}\n", self.failure.text)
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

#[cfg(test)]
mod tests {
    use super::super::failure::Kind;
    use super::super::step::Step;
    use super::*;
    use std::collections::{BTreeMap, HashMap};

    /// `thread what object detail`, a line each. Lock 0 is `queue`, condvar 1 `not_empty`.
    fn table(steps: &str) -> Table {
        let step = |line: &str| {
            let mut words = line.split_whitespace().map(str::to_owned);
            let mut next = || words.next().unwrap_or_default();
            Step {
                thread: next().parse().unwrap(),
                what: next(),
                object: next().parse().ok(),
                at: "loom-0.7.3/src/rt.rs".to_owned(),
                detail: words.collect::<Vec<_>>().join(" "),
                ..Step::default()
            }
        };
        let names = |names: &[(usize, &str)]| -> Vec<(usize, String)> {
            let owned = names
                .iter()
                .map(|(number, name)| (*number, (*name).to_owned()));
            owned.collect()
        };
        Table::new(&Recording {
            steps: steps.lines().map(step).collect(),
            threads: BTreeMap::from_iter(names(&[(0, "main"), (1, "worker")])),
            objects: HashMap::from_iter(names(&[(0, "queue"), (1, "not_empty")])),
        })
    }

    const LOST: &str = "\
0 spawn - 1
0 notify_one 1
1 wants 0
1 lock 0
0 wants 0
1 wait 1 0
0 lock 0
0 unlock 0
0 joins - 1
0 panic - deadlock; threads = []";

    #[test]
    fn each_row_says_who_holds_and_who_waits() {
        let text = table(LOST).text(100);
        let expected = [
            "    main    worker                       lock: holder, condvar <- who waits",
            " 1  spawn worker",
            " 2  notify_one not_empty (nobody waits)",
            " 3          lock queue                   queue: worker",
            " 4  wants queue: worker has it           queue: worker",
            " 5          wait not_empty               not_empty <- worker",
            " 6  lock queue                           queue: main; not_empty <- worker",
            " 7  unlock queue                         not_empty <- worker",
            " 8  join worker                          not_empty <- worker",
            "",
            "deadlock: main waits for the end of worker; worker waits on not_empty, which nobody is left to notify",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn where_it_is_too_wide_it_is_a_line_a_step() {
        let text = table(LOST).text(60);
        assert!(text.contains(" 5  worker  wait not_empty"), "{text}");
        let rows = text.lines().take(9);
        assert!(
            rows.into_iter().all(|row| row.chars().count() <= 60),
            "{text}"
        );
    }

    #[test]
    fn a_long_schedule_keeps_its_beginning_and_its_end() {
        let long = "0 lock 0\n0 unlock 0\n1 lock 0\n1 unlock 0\n".repeat(50);
        let table = table(&format!("{long}1 panic - maximum number of branches"));
        assert_eq!(table.rows.len(), MOST);
        assert_eq!(table.rows[0].does, "lock queue, unlock queue");
        assert!(table.rows[FIRST].does.contains("rows are left out"));
        assert_eq!(table.failure.kind, Kind::NoEnd);
    }

    #[test]
    fn a_leak_and_a_thread_that_joins_itself_say_so() {
        let leak = table("0 lock 0\n0 unlock 0\n0 panic - Arc leaked.");
        assert_eq!(leak.failure.kind, Kind::Leak);
        assert!(
            leak.failure
                .text
                .starts_with("leak: all threads have ended")
        );
        let own = table("1 joins - 1\n1 panic - deadlock; threads = []");
        assert_eq!(own.failure.text, "deadlock: worker waits for its own end");
    }
}
