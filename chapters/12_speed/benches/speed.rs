//! Where the time goes, for every stage of the book.
//!
//! ```text
//! cargo bench -p chapter12                          all of it: a few minutes
//! cargo bench -p chapter12 -- --scale 0.1 race      a tenth of the tasks, and one part of four
//! cargo bench -p chapter12 -- --csv a.csv --svg a.svg
//! ```
//!
//! The parts: `race`, `growth` (with the number of tasks, workers, places), `idle`, `memory`. A
//! figure is the median of five rounds, taken in turn, so that a busy minute falls on all alike.

use std::env;
use std::error::Error;
use std::fs;
use std::time::Duration;

mod growth;
mod measure;
mod report;
mod stages;
mod system;

use chapter12::rungs::{Counted, OneAllocation, Stealing, Yields};
use report::Table;
use stages::Make;

/// What one column measures, and on how many tasks.
type Column = (&'static str, usize, fn(Make, usize) -> f64);

const COLUMNS: &[Column] = &[
    ("1 producer", 200_000, |make, n| {
        measure::tasks(make, 2, 1, n, Duration::ZERO)
    }),
    ("2 producers", 200_000, |make, n| {
        measure::tasks(make, 2, 2, n, Duration::ZERO)
    }),
    ("4 producers", 200_000, |make, n| {
        measure::tasks(make, 2, 4, n, Duration::ZERO)
    }),
    ("1.5 us each", 40_000, |make, n| {
        measure::tasks(make, 2, 1, n, Duration::from_nanos(1_500))
    }),
    ("20 us each", 4_000, |make, n| {
        measure::tasks(make, 2, 1, n, Duration::from_micros(20))
    }),
    ("ping-pong", 5_000, |make, n| measure::ping_pong(make, 2, n)),
    ("bursts", 50, |make, n| measure::bursts(make, 4, n)),
    ("IO / bare", 10, |make, n| measure::io(make, n)),
];

fn main() -> Result<(), Box<dyn Error>> {
    let (mut scale, mut csv, mut svg, mut parts) = (1.0, None, None, Vec::new());
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} what?"));
        match &argument[..] {
            "--bench" => {} // cargo says so
            "--scale" => scale = value()?.parse()?,
            "--csv" => csv = Some(value()?),
            "--svg" => svg = Some(value()?),
            "race" | "growth" | "idle" | "memory" => parts.push(argument),
            other => return Err(format!("{other}? See the head of benches/speed.rs").into()),
        }
    }
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|name| name == part);
    let mut tables = Vec::new();
    // Memory first: a peak counts from the start of the process.
    if wanted("memory") {
        tables.push(system::memory(scale));
    }
    if wanted("idle") {
        tables.push(system::idle());
    }
    if wanted("race") {
        tables.push(race(scale));
    }
    if wanted("growth") {
        tables.extend(growth::tables(scale));
    }
    let all = |part: fn(&Table) -> String| tables.iter().map(part).collect::<String>();
    if let Some(path) = csv {
        fs::write(path, all(Table::csv))?;
    }
    if let Some(path) = svg {
        fs::write(path, report::svg(&tables))?;
    }
    Ok(())
}

/// So many, scaled.
fn scaled(count: usize, scale: f64) -> usize {
    (count as f64 * scale).ceil() as usize
}

/// Every stage in every column, and the floor.
fn race(scale: f64) -> Table {
    let mut makes: Vec<(&str, Make)> = vec![("the Rust Book's", measure::the_rust_books)];
    makes.extend(stages::stages());
    makes.push(("rung: counted", measure::rung::<Counted>));
    makes.push(("rung: yields", measure::rung::<Yields>));
    makes.push(("rung: stealing", measure::rung::<Stealing>));
    makes.push(("rung: one allocation", measure::rung::<OneAllocation>));
    let rows = makes.into_iter().map(|(name, make)| {
        let cells = COLUMNS.iter().map(move |&(_, count, measure)| {
            // A thread for every task costs hundreds of times more.
            let count = if name.contains("spawn") {
                count.div_ceil(20)
            } else {
                count
            };
            let cell = move || measure(make, scaled(count, scale));
            Some(Box::new(cell) as report::Cell)
        });
        (name.to_owned(), cells.collect())
    });
    let mut rows = rows.collect::<Vec<_>>();
    let tasks = scaled(200_000, scale);
    // Some rows have a figure in some columns only.
    let some = |name: &str, cell: &dyn Fn(&str) -> Option<report::Cell>| {
        let cells = COLUMNS.iter().map(|&(column, ..)| cell(column));
        (name.to_owned(), cells.collect())
    };
    rows.push(some("chapter12, 64 at once", &|column| match column {
        "1 producer" => Some(Box::new(move || measure::batches(2, tasks))),
        _ => None,
    }));
    let handed_over = |producers| -> Option<report::Cell> {
        Some(Box::new(move || measure::handed_over(producers, tasks)))
    };
    rows.push(some("floor: two threads", &|column| match column {
        "1 producer" => handed_over(1),
        "2 producers" => handed_over(2),
        "4 producers" => handed_over(4),
        "ping-pong" => Some(Box::new(move || measure::parked(scaled(5_000, scale)))),
        _ => None,
    }));
    rows.push(some("floor: and a lock", &|column| match column {
        "1 producer" => Some(Box::new(move || measure::floor(tasks, true))),
        _ => None,
    }));
    rows.push(some("floor: box, run, free", &|column| match column {
        "1 producer" => Some(Box::new(move || measure::floor(tasks, false))),
        _ => None,
    }));
    let columns = COLUMNS
        .iter()
        .map(|(name, ..)| (*name).to_owned())
        .collect();
    report::measured(
        "ns for each task, 2 workers (bursts: 4, IO: 64)",
        columns,
        rows,
    )
}
