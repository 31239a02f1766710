//! The tables at the top of the sources, for the pages: which states there are, and who moves
//! them. `book/src/tables/NAME.md` is made from the documentation of a module.

use std::fs;

use seam::tree::root;

use super::made;

/// A table's name, the file in `chapters` at whose top it is, and which of its tables it is.
const TABLES: [(&str, &str, usize); 18] = [
    ("sleepers", "04_bounded_channel/src/sleepers.rs", 0),
    ("cell", "05_futures/src/future.rs", 0),
    ("help", "07_cancellation/src/help.rs", 0),
    ("crew", "07_cancellation/src/crew.rs", 0),
    ("waker", "08_async/src/waker.rs", 0),
    ("queued", "08_async/src/executor.rs", 0),
    ("ticket", "08_async/src/room.rs", 0),
    ("room", "08_async/src/room.rs", 1),
    ("admit", "10_python_pools/src/lazy_workers.rs", 0),
    ("share", "10_python_pools/src/share.rs", 0),
    ("progress", "10_python_pools/src/progress.rs", 0),
    ("places", "11_processes/src/places.rs", 0),
    ("taken", "11_processes/src/taken.rs", 0),
    ("dispatcher", "11_processes/src/dispatcher.rs", 0),
    ("deaths", "11_processes/src/deaths.rs", 0),
    ("calls", "11_processes/src/calls.rs", 0),
    ("wire", "11_processes/src/wire.rs", 0),
    ("seat", "13_model_checker/src/turns.rs", 0),
];

/// The cells of `| a | b |`.
fn cells(row: &str) -> Vec<String> {
    let cells = row.trim().trim_matches('|').split('|');
    cells.map(|cell| plain(cell.trim())).collect()
}

/// Links within the documentation lead nowhere in the book: "[`take`](Pool::take)".
fn plain(cell: &str) -> String {
    let mut plain = String::new();
    for (n, part) in cell.split("[`").enumerate() {
        let (code, rest) = match n {
            0 => ("", part),
            _ => part.split_once("`]").unwrap_or((part, "")),
        };
        if n > 0 {
            plain += &format!("`{code}`");
        }
        let target = rest.strip_prefix('(').filter(|_| n > 0);
        plain += target
            .and_then(|t| t.split_once(')'))
            .map_or(rest, |(_, rest)| rest);
    }
    plain
}

/// The tables at the top of `source`, as Markdown. A row whose first cell is empty goes on with
/// the one above it: in the source a line has 100 letters.
fn tables(source: &str) -> Vec<String> {
    let doc = source.lines().map(|line| line.strip_prefix("//! "));
    let doc: Vec<_> = doc.map(|line| line.unwrap_or("")).collect();
    let is_row = |line: &str| line.starts_with('|');
    let runs = doc.chunk_by(|a, b| is_row(a) == is_row(b));
    let mut tables = Vec::new();
    for run in runs.filter(|run| is_row(run[0])) {
        let mut rows = Vec::<Vec<String>>::new();
        for cells in run.iter().map(|row| cells(row)) {
            match rows.last_mut() {
                Some(above) if cells[0].is_empty() => {
                    for (above, cell) in above.iter_mut().zip(cells) {
                        *above = format!("{above} {cell}").trim().to_owned();
                    }
                }
                _ => rows.push(cells),
            }
        }
        let lines = rows.iter().enumerate().map(|(n, row)| match n {
            1 => "|---".repeat(row.len()) + "|\n",
            _ => format!("| {} |\n", row.join(" | ")),
        });
        tables.push(lines.collect());
    }
    tables
}

#[test]
fn the_tables_are_those_of_the_sources() {
    let pieces = TABLES.map(|(name, file, which)| {
        let source = fs::read_to_string(root().join("chapters").join(file)).unwrap_or_default();
        let table = tables(&source).into_iter().nth(which);
        let table = table.unwrap_or_else(|| panic!("{file} has no such table"));
        (name.to_owned(), table)
    });
    let faults = made::faults("tables", &pieces);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_table_loses_its_line_breaks_and_its_links() {
    let source = "//! Why.\n//!\n//! | who | what          |\n//! |-----|---------------|\n\
        //! | me  | [`take`](A::b) |\n//! |     | and [`end`] it |\n//! | you | no |\n\nuse a;\n";
    let table = "| who | what |\n|---|---|\n| me | `take` and `end` it |\n| you | no |\n";
    assert_eq!(tables(source), [table]);
}
